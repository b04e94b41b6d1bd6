import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createClient, Refusal } from '../../client/client.ts'
import { freshRoutes } from '../../client/generate.ts'
import { startServer } from '../src/http/server.ts'
import { startHttpDouble } from '../src/network/http.double.ts'
import { seededHub } from './seeded-hub.ts'

test('the types of the client are those of the routes that answer', () => {
  const written = readFileSync(new URL('../../client/routes.ts', import.meta.url), 'utf8')
  assert.ok(written === freshRoutes(), 'Routes have changed: npm run client')
})

test('a program reads lists page by page, does a thing once however often it is sent, and sees who changed what meanwhile', async (t) => {
  const hub = await seededHub()
  const server = await startServer(hub.around, { host: '127.0.0.1', port: 0 })
  t.after(async () => {
    await server.close()
    await hub.store.close()
  })
  const { ask, each, whole } = createClient({ url: server.url, token: await hub.token('owner'), tries: 1 })

  const ids: string[] = []
  for await (const { id } of each('GET /api/v1/incidents', { query: { limit: 1 } })) ids.push(id)
  assert.deepEqual(ids, ['3', '2', '1'])

  const note = { params: { id: '2' }, body: { text: 'The host is on it.' }, key: 'the-first' } as const
  const [first, second] = [await ask('POST /api/v1/incidents/{id}/note', note), await ask('POST /api/v1/incidents/{id}/note', note)]
  assert.deepEqual(second, first)
  assert.equal(hub.happened.length, 1)
  await ask('POST /api/v1/incidents/{id}/note', { ...note, key: crypto.randomUUID() })
  assert.equal(hub.happened.length, 2)

  const params = { client: 'corner-bakery' }
  const { etag } = await whole('GET /api/v1/clients/{client}/contacts', { params })
  const body = { contacts: [{ name: 'Bo', mail: 'bo@mailbox.example' }] }
  await ask('PUT /api/v1/clients/{client}/contacts', { params, body, ifMatch: etag! })
  await assert.rejects(ask('PUT /api/v1/clients/{client}/contacts', { params, body, ifMatch: etag! }), (error) => {
    return error instanceof Refusal && error.code === 'thing_changed' && error.status === 412
  })
  // @ts-expect-error A route that there is none of, and one whose address lacks its part, are refused before anything is sent.
  const wrong = () => [ask('GET /api/v1/nothing'), ask('GET /api/v1/incidents/{id}')]
  assert.equal(typeof wrong, 'function')
})

test('what the hub asks to wait with is sent again under the same key', async (t) => {
  const hub = await startHttpDouble((_, n) => (n === 1 ? { status: 409, headers: { 'retry-after': '0' } } : { status: 200, body: '{}' }))
  t.after(() => hub.close())
  const { ask } = createClient({ url: hub.url, token: 'acl_x' })
  await ask('POST /api/v1/incidents/{id}/note', { params: { id: '2' }, body: { text: 'The host is on it.' } })
  const keys = hub.heard.map(({ headers }) => headers['idempotency-key'])
  assert.equal(keys.length, 2)
  assert.equal(new Set(keys).size, 1)
})
