import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { seededHub } from '../../test/seeded-hub.ts'
import { startServer } from '../http/server.ts'

test('an assistant speaks with the hub over stdio: it reads, it proposes, and nothing happens', async (t) => {
  const hub = await seededHub()
  const server = await startServer(hub.around, { host: '127.0.0.1', port: 0 })
  t.after(async () => {
    await server.close()
    await hub.store.close()
  })
  const before = hub.happened.length
  const main = new URL('../main.ts', import.meta.url).pathname
  const env = { ...process.env, ALLCLEAR_TOKEN: await hub.token('responder', null, null) }
  const child = spawn(process.execPath, [main, 'mcp', '--hub', server.url], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const say = (line: unknown) => child.stdin.write(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
  const hear = async () => JSON.parse((await lines.next()).value as string) as { id: unknown; result?: Record<string, unknown>; error?: { code: number } } // prettier-ignore
  const ask = async (id: number, method: string, params: object = {}) => {
    say({ jsonrpc: '2.0', id, method, params })
    return hear()
  }
  const { id, result } = await ask(1, 'initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  })
  assert.deepEqual([id, result!['protocolVersion'], result!['capabilities']], [1, '2025-06-18', { tools: {} }])
  say({ jsonrpc: '2.0', method: 'notifications/initialized' })
  const listed = (await ask(2, 'tools/list')).result!['tools'] as { name: string }[]
  assert.ok(listed.some(({ name }) => name === 'propose_resolve'))
  const sites = JSON.stringify((await ask(3, 'tools/call', { name: 'get_sites', arguments: {} })).result)
  assert.match(sites, /cornerbakery\.example/)
  const wanted = { name: 'propose_resolve', arguments: { id: '2', body: { reason: 'It is well again.' }, because: 'I looked.' } }
  assert.match(JSON.stringify((await ask(4, 'tools/call', wanted)).result), /Nothing was done yet/)
  say('no JSON')
  assert.equal((await hear()).error?.code, -32700)
  child.stdin.end()
  assert.deepEqual((await ended)[0], 0)
  assert.equal(hub.happened.length, before)
})
