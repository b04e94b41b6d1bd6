import { readFileSync } from 'node:fs'
import { Agent, get } from 'node:https'
import type { Order } from './order.ts'
import { startTally } from './tally.ts'

// How monitors are watched where nobody gave it a thought: a timer for each, and the client that comes with Node. Says how it went as probe.ts does.
const { ports, ca, sites, intervalMs } = JSON.parse(process.argv[2]!) as Order
const agent = new Agent({ ca: readFileSync(ca), keepAlive: false, maxCachedSessions: 0 })
const names = Array.from({ length: sites }, (_, n) => `site-${n}.farm.test`)
const tally = startTally(names, intervalMs)

const look = (name: string, lateMs: number) => {
  const to = { agent, host: '127.0.0.1', port: ports.https, servername: name, headers: { host: name } }
  const asked = get({ ...to, signal: AbortSignal.timeout(20_000) }, (answer) => {
    let page = ''
    answer.setEncoding('utf8').on('data', (piece: string) => (page += piece))
    answer.on('end', () => tally({ monitor: name, isWell: answer.statusCode === 200 && page.includes('fresh bread'), lateMs }))
  })
  asked.on('error', () => tally({ monitor: name, isWell: false, lateMs }))
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
for (const [n, name] of names.entries()) watch(name, began + (intervalMs * n) / sites)
process.on('disconnect', () => process.exit()) // whoever asked for it is gone
process.send!('started')
