import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { seededHub } from '../../test/seeded-hub.ts'
import { isKnown, isMeant } from './etag.ts'
import type { Route } from './route.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

async function anApi(t: TestContext) {
  const hub = await seededHub()
  const routes = routesOf(hub.around)
  const app = await buildServer(hub.around, routes)
  t.after(async () => {
    await app.close()
    await hub.store.close()
  })
  const token = await hub.token('owner')
  const ask = (method: Route['method'], url: string, headers: Record<string, string> = {}, payload?: object) =>
    app.inject({ method, url, headers: { authorization: `Bearer ${token}`, ...headers }, ...(payload && { payload }) })
  return { routes, ask }
}

test('what a program has read already is answered in a few bytes until it is different', async (t) => {
  const { ask } = await anApi(t)
  for (const url of ['/api/v1/contacts', '/api/v1/incidents', '/api/v1/incidents/2', '/api/v1/contacts/corner-bakery']) {
    const { headers } = await ask('GET', url)
    const etag = String(headers['etag'])
    assert.match(etag, /^"[\w-]{22}"$/)
    const again = await ask('GET', url, { 'if-none-match': `"other", W/${etag}` })
    assert.deepEqual([again.statusCode, again.body, again.headers['etag']], [304, '', etag])
    assert.equal((await ask('GET', url, { 'if-none-match': '"other"' })).statusCode, 200)
  }
  const { headers: before } = await ask('GET', '/api/v1/contacts')
  await ask('PUT', '/api/v1/clients/corner-bakery/contacts', {}, { contacts: [{ name: 'Bo', mail: 'bo@mailbox.example' }] })
  assert.equal((await ask('GET', '/api/v1/contacts', { 'if-none-match': String(before['etag']) })).statusCode, 200)
})

test('of two people who change what both have read, the second is told', async (t) => {
  const { ask, routes } = await anApi(t)
  const url = '/api/v1/clients/corner-bakery/contacts'
  const etag = String((await ask('GET', url)).headers['etag'])
  const change = (name: string) => ask('PUT', url, { 'if-match': etag }, { contacts: [{ name, mail: 'bo@mailbox.example' }] })
  const both = await Promise.all([change('Bo'), change('Ada')])
  assert.deepEqual(new Set(both.map(({ statusCode }) => statusCode)), new Set([200, 412]))
  assert.equal(both.find(({ statusCode }) => statusCode === 412)!.json().code, 'thing_changed')

  const playbook = '/api/v1/playbooks/tls'
  assert.equal((await ask('DELETE', playbook, { 'if-match': '"read-long-ago"' })).statusCode, 412)
  const read = await ask('GET', playbook)
  const edit = { body: read.json().body, reason: 'The same once more.' }
  assert.equal((await ask('PUT', playbook, { 'if-match': String(read.headers['etag']) }, edit)).statusCode, 200)
  assert.equal((await ask('PUT', playbook, { 'if-match': String(read.headers['etag']) }, edit)).statusCode, 412)

  const readable = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path))
  assert.deepEqual(routes.filter(({ method, path }) => method === 'PUT' && !readable.has(path)), []) // prettier-ignore
})

test('a weak ETag names what was read, and never what is to be changed', () => {
  assert.deepEqual([isKnown('"a"', 'W/"a"'), isKnown('"a"', '"b", "a"'), isKnown('"a"', '')], [true, true, false])
  assert.deepEqual([isMeant('"a"', 'W/"a"'), isMeant('"a"', '"b", "a"'), isMeant('"a"', '*')], [false, true, true])
})
