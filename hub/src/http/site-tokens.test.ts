import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { seededHub } from '../../test/seeded-hub.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance
before(async () => {
  hub = await seededHub()
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
})

async function make(token: string, payload: object) {
  const answer = await app.inject({ method: 'POST', url: '/api/v1/tokens', headers: { authorization: `Bearer ${token}` }, payload })
  return { status: answer.statusCode, ...(answer.json() as { token?: string; code?: string; field?: string }) }
}
const items = async (token: string, url: string) =>
  ((await app.inject({ url, headers: { authorization: `Bearer ${token}` } })).json() as { items: Record<string, unknown>[] }).items

test('an owner makes a token of certain sites, and it lists these and their incidents alone (I-58)', async () => {
  const owner = await hub.token('owner')
  const { status, token } = await make(owner, {
    name: 'bakery',
    role: 'responder',
    sites: ['cornerbakery.example', 'lanternbooks.example'],
  })
  assert.equal(status, 201)
  assert.deepEqual((await items(token!, '/api/v1/sites')).map(({ id }) => id), ['cornerbakery.example', 'lanternbooks.example']) // prettier-ignore
  assert.deepEqual((await items(token!, '/api/v1/incidents')).map(({ site }) => site), ['cornerbakery.example']) // prettier-ignore
  const listed = (await items(owner, '/api/v1/tokens')).find(({ name }) => name === 'bakery')!
  assert.deepEqual([listed['partner'], listed['sites']], ['brightside', ['cornerbakery.example', 'lanternbooks.example']])
})

test('sites of another partner, of several, and for a role that sees more than sites are refused', async () => {
  const theirs = await hub.token('owner', 'fjord')
  const owner = await hub.token('owner')
  assert.equal((await make(theirs, { name: 'x', role: 'viewer', sites: ['cornerbakery.example'] })).code, 'site_unknown')
  assert.equal((await make(owner, { name: 'x', role: 'viewer', sites: ['nobody.example'] })).code, 'site_unknown')
  assert.equal((await make(owner, { name: 'x', role: 'viewer', sites: ['cornerbakery.example', 'pinecabins.example'] })).code, 'sites_of_several') // prettier-ignore
  assert.equal((await make(owner, { name: 'x', role: 'owner', sites: ['cornerbakery.example'] })).field, 'sites')
})
