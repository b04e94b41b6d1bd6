import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { NOW, seededHub } from '../../test/seeded-hub.ts'
import { days } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { keepDrift } from '../store/drifts.ts'
import { routesOf } from './routes.ts'
import { buildServer } from './server.ts'

const MOVED = { what: 'dns.address', said: 'Its address was 192.0.2.10; now it is <b>203.0.113.9</b>.' } as const
const SITE = 'cornerbakery.example'
let hub: Awaited<ReturnType<typeof seededHub>>
let app: FastifyInstance

before(async () => {
  hub = await seededHub()
  app = await buildServer(hub.around, routesOf(hub.around))
  const { db } = hub.store
  await keepDrift(db, 'brightside', SITE, (NOW - days(1)) as Instant, MOVED)
  await keepDrift(db, 'brightside', SITE, (NOW - days(8)) as Instant, { what: 'dns.ns', said: 'Long ago.' })
})
after(async () => {
  await app.close()
  await hub.store.close()
})

const get = async (url: string, token: string) => app.inject({ url, headers: { authorization: `Bearer ${token}` } })

test('what has changed on a well site in the last week stands beside it as a warning, to those who may see it (DIA-6)', async () => {
  const site = (await get(`/api/v1/sites/${SITE}`, await hub.token('viewer'))).json()
  assert.deepEqual(site.drifts, [{ ...MOVED, at: '2026-03-03T16:05:00Z' }])
  const foreign = (await get('/api/v1/sites', await hub.token('responder', 'fjord', null))).body
  assert.ok(!foreign.includes('203.0.113.9'))
  const { body } = await get('/sites', await hub.token('viewer'))
  assert.ok(body.includes('now it is &lt;b&gt;203.0.113.9') && !body.includes('Long ago'))
})
