import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../../test/seeded-hub.ts'
import { routesOf } from '../routes.ts'
import { buildServer } from '../server.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
before(async () => {
  hub = await seededHub()
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
  assert.deepEqual(hub.bugs, [])
})

type Result = { tools: { name: string; inputSchema: { required: string[] } }[]; content: { text: string }[]; isError: boolean; protocolVersion: string } // prettier-ignore
async function speak(token: string, method: string, params: object = {}) {
  const payload = { jsonrpc: '2.0', id: 4, method, params }
  const answer = await app.inject({ method: 'POST', url: '/mcp', headers: { authorization: `Bearer ${token}` }, payload })
  return answer.json() as { id: number; result: Result; error?: { code: number } }
}
const call = async (token: string, name: string, args: object) => (await speak(token, 'tools/call', { name, arguments: args })).result
const post = (token: string, url: string, payload: object) =>
  app.inject({ method: 'POST', url, headers: { authorization: `Bearer ${token}` }, payload })
const NOTE = { id: '2', body: { text: 'The registrar renewed it.' }, because: 'Its page says so.' }

test('an assistant is greeted, pings, and is told what it asked wrong (MCP 2025-06-18)', async () => {
  const token = await hub.token('viewer', null, null)
  const { id, result } = await speak(token, 'initialize', {
    protocolVersion: '2024-11-05',
    capabilities: {},
    clientInfo: { name: 't', version: '0' },
  })
  assert.deepEqual([id, result.protocolVersion], [4, '2025-06-18'])
  assert.deepEqual((await speak(token, 'ping')).result, {})
  assert.equal((await speak(token, 'resources/list')).error?.code, -32601)
  assert.equal((await speak(token, 'tools/call', { name: 'nothing' })).error?.code, -32602)
  const notice = await post(token, '/mcp', { jsonrpc: '2.0', method: 'notifications/initialized' })
  assert.deepEqual([notice.statusCode, notice.body], [202, ''])
  const old = await app.inject({ method: 'POST', url: '/mcp', headers: { authorization: `Bearer ${token}`, 'mcp-protocol-version': '2020-01-01' }, payload: { jsonrpc: '2.0', id: 1, method: 'ping' } }) // prettier-ignore
  assert.equal(old.statusCode, 400)
  const stream = await app.inject({ url: '/mcp' })
  assert.deepEqual([stream.statusCode, stream.headers.allow], [405, 'POST'], 'a client that would listen goes on without')
})

test('the tools are those that the role of the token opens, and read what its tenant and sites show', async () => {
  const names = async (token: string) => (await speak(token, 'tools/list')).result.tools.map(({ name }) => name)
  const viewer = await hub.token('viewer', null, null)
  const all = await names(viewer)
  assert.ok(
    ['get_now', 'get_sites', 'get_incidents', 'get_incidents_by_id', 'get_on_call'].every((name) => all.includes(name)),
    all.join(),
  )
  assert.ok(!all.some((name) => /^propose_|token|session|keys|people|audit/.test(name)), all.join())
  assert.ok(all.every((name) => /^[a-z_]{1,64}$/.test(name)) && new Set(all).size === all.length, all.join())
  const responder = await names(await hub.token('responder', null, null))
  assert.ok(['propose_note', 'propose_acknowledge', 'propose_updates', 'propose_resolve'].every((name) => responder.includes(name)))
  const theirs = await call(await hub.token('viewer', 'fjord', null), 'get_sites', {})
  assert.ok(theirs.content[0]!.text.includes('pinecabins.example') && !theirs.content[0]!.text.includes('cornerbakery.example'))
  const ofOne = await hub.token('viewer', 'brightside', null, ['riverdental.example'])
  assert.match((await call(ofOne, 'get_incidents_by_id', { id: 2 })).content[0]!.text, /^incident_unknown: /)
  assert.match((await call(ofOne, 'get_incidents_by_id', { id: 1 })).content[0]!.text, /riverdental/)
})

test('what an assistant wants done happens by a person’s yes alone, once, and in their name', async () => {
  const assistant = await hub.token('responder', null, null)
  const before = hub.happened.length
  const said = await call(assistant, 'propose_note', NOTE)
  assert.match(said.content[0]!.text, /^Nothing was done yet\. It is proposal \d+, and waits for a person/)
  assert.deepEqual(await call(assistant, 'propose_note', NOTE), said, 'wanted again it is the same')
  assert.equal(hub.happened.length, before)
  const id = /proposal (\d+)/.exec(said.content[0]!.text)![1]!
  assert.equal((await post(assistant, `/api/v1/proposals/${id}/accept`, { reason: 'Mine.' })).statusCode, 403, 'no token says yes')
  assert.equal((await post(await hub.token('viewer'), `/api/v1/proposals/${id}/accept`, { reason: 'I look.' })).statusCode, 403)
  assert.equal(hub.happened.length, before)
  const ana = await hub.token('responder', null, 'ana')
  const accepted = await post(ana, `/api/v1/proposals/${id}/accept`, { reason: 'Right.' })
  assert.deepEqual([accepted.statusCode, (accepted.json() as { state: string }).state], [200, 'accepted'])
  assert.deepEqual(hub.happened.slice(before).map(({ incident, happening }) => ({ incident, happening })), [{ incident: 2, happening: { type: 'noted', by: 'ana', text: NOTE.body.text } }]) // prettier-ignore
  assert.equal((await post(ana, `/api/v1/proposals/${id}/accept`, { reason: 'Again.' })).statusCode, 409)
  assert.equal(hub.happened.length, before + 1)
})

test('a wrong wish is refused at once, and one of another tenant is as unknown as what never was', async () => {
  const theirs = await hub.token('responder', 'fjord', null)
  const [foreign, unknown] = await Promise.all(['2', '998'].map((id) => call(theirs, 'propose_note', { ...NOTE, id })))
  assert.deepEqual([foreign!.isError, foreign!.content[0]!.text.replace('2', '998')], [true, unknown!.content[0]!.text])
  const wrong = await call(await hub.token('responder', null, null), 'propose_note', { ...NOTE, body: { txt: 'x' } })
  assert.match(wrong.content[0]!.text, /^field_/)
})
