import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:https'
import type { Order } from './order.ts'

// How monitors are watched where nobody gave it a thought: a timer for each, and the client that comes with Node. Says how it went as probe.ts does.
const { ports, ca, sites, intervalMs } = JSON.parse(process.argv[2]!) as Order
const agent = new Agent({ ca: readFileSync(ca), keepAlive: false, maxCachedSessions: 0 })
const told = { looks: 0, late: 0, wrong: 0, worstMs: 0 }

const look = (name: string, lateMs: number) => {
  const to = { agent, host: '127.0.0.1', port: ports.https, servername: name, headers: { host: name } }
  const asked = get({ ...to, signal: AbortSignal.timeout(20_000) }, (answer) => {
    let page = ''
    answer.setEncoding('utf8').on('data', (piece: string) => (page += piece))
    answer.on('end', () => hear(answer.statusCode === 200 && page.includes('fresh bread'), lateMs))
  })
  asked.on('error', () => hear(false, lateMs))
}
const hear = (isWell: boolean, lateMs: number) => {
  told.looks += 1
  if (!isWell) told.wrong += 1
  if (lateMs > 1000) told.late += 1
  told.worstMs = Math.max(told.worstMs, Math.round(lateMs))
}
const watch = (name: string, dueAt: number) =>
  setTimeout(
    () => {
      look(name, performance.now() - dueAt)
      watch(name, dueAt + intervalMs)
    },
    Math.max(0, dueAt - performance.now()),
  )

const began = performance.now()
for (let n = 0; n < sites; n++) watch(`site-${n}.farm.test`, began + (intervalMs * n) / sites)
process.on('message', () => {
  process.send!({ ...told })
  told.worstMs = 0
})
process.on('disconnect', () => process.exit()) // whoever asked for it is gone
process.send!('started')
