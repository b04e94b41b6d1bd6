import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeKey } from '@allclear/wire/sealing.ts'
import { createReporter } from './reporter.ts'
import { openSpool } from './spool.ts'
import type { Sample } from '@allclear/wire/agent.ts'

const folder = mkdtempSync(join(tmpdir(), 'allclear-spool-'))
const heard: number[] = []
let status = 503
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (more) => (body += String(more)))
  request.on('end', () => {
    const { number } = JSON.parse(body) as { number: number }
    if (status === 200) heard.push(number)
    response.writeHead(status).end(JSON.stringify({ number, orders: [] }))
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

test('while the hub is away reports wait on disk, also through a restart, and then arrive in order (MON-4)', async () => {
  const hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const identity = { agent: 'a', host: 'web-1', hubKey: '', interval: 30_000, hub, key: makeKey().key }
  const start = () => createReporter({ identity, folder, boot: 'b' })
  const file = (reporter: ReturnType<typeof start>) =>
    reporter.file({ at: 1 } as Sample, { events: [], ends: [], allows: [], inventory: null })
  const one = start()
  file(one)
  file(one)
  assert.match((await one.send()).trouble ?? '', /^503/)
  const two = start()
  assert.equal(two.waiting(), 2)
  file(two)
  status = 200
  assert.equal((await two.send()).trouble, null)
  assert.deepEqual([heard, start().waiting()], [[1, 2, 3], 0])
})

test('a report that was being written when the agent was ended is cleared away (MON-4)', () => {
  const spool = join(folder, 'torn')
  mkdirSync(spool)
  for (const name of ['4.json', '5.json.new']) writeFileSync(join(spool, name), '{}')
  assert.deepEqual([openSpool(spool).last(), readdirSync(spool)], [4, ['4.json']])
})
