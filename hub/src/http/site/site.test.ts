import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Site } from '@allclear/wire/site.ts'
import type { FastifyInstance } from 'fastify'
import { NOW, seededHub } from '../../../test/seeded-hub.ts'
import type { Baseline } from '../../domain/diagnosis/evidence.ts'
import { days } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { keepDrift } from '../../store/drifts.ts'
import type { Around } from '../around.ts'
import { routesOf } from '../routes.ts'
import { buildServer } from '../server.ts'
import { endsOf } from '../../domain/warning/ends-of.ts'
import { nextExpiry } from './expiry.ts'

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
})

test('a site is told whole: its days, what a visit passes and whose that is, what ends when, and how it looks when it is well (PRP-1, DIA-6)', async () => {
  const site = (await get(`/api/v1/sites/${SITE}`, await hub.token('responder'))).json() as Site
  assert.deepEqual([site.said.words, site.why, site.incident, site.mayCheck], ['Down', 'The certificate has expired', '2', true])
  assert.deepEqual([site.days.length, site.days.at(-1)?.state, site.days.at(-1)?.down], [90, 'down', 12 * 60])
  assert.deepEqual(
    site.chain.map(({ name, owner }) => [name, owner]),
    [
      ['Registrar', 'NameSilver'],
      ['DNS', null],
      ['Certificate', "Let's Encrypt"],
      ['Host', 'Anchor Hosting'],
      ['App', 'Corner Bakery'],
    ],
  )
  assert.equal(site.chain[0]?.expires, '2027-05-01T00:00:00Z')
  assert.ok(site.baseline?.lines.some(({ what, is }) => what === 'Title' && is[0] === 'Corner Bakery'))
  assert.equal((await get(`/api/v1/sites/${SITE}`, await hub.token('viewer'))).json().mayCheck, false)
})

test('who presses "check now" has the site looked at before the answer, ten times a minute at most', async () => {
  const looked: string[] = []
  const around: Around = { ...hub.around, lookNow: async (site) => void looked.push(site) }
  const other = await buildServer(around, routesOf(around))
  const headers = { authorization: `Bearer ${await hub.token('responder', 'brightside')}` }
  const press = (site: string) => other.inject({ method: 'POST', url: `/api/v1/sites/${site}/check`, headers, payload: {} })
  assert.equal((await press('pinecabins.example')).statusCode, 404)
  for (let n = 0; n < 10; n++) assert.equal((await press(SITE)).statusCode, 200)
  assert.equal((await press(SITE)).statusCode, 429)
  assert.deepEqual(looked, Array(10).fill(SITE))
  await other.close()
})

test('what ends is told by whatever saw it last: the check, or the last known good', () => {
  const at = (day: string) => Date.parse(day) as Instant
  const result = {
    state: 'up',
    code: null,
    class: null,
    at: at('2026-03-01'),
    tookMs: 1,
    facts: { validTo: '2026-04-01T00:00:00Z' },
    diary: [],
  } as const
  const seen = [{ monitor: `${SITE}/tls`, result }]
  const good = { seen: at('2026-03-02'), tls: { issuer: null, fingerprint: null, names: null, expires: '2026-06-01' } } as Baseline
  assert.deepEqual(nextExpiry(endsOf({ seen }, null)), { what: 'certificate', at: '2026-04-01T00:00:00Z' })
  assert.deepEqual(nextExpiry(endsOf({ seen }, good)), { what: 'certificate', at: '2026-06-01T00:00:00Z' })
  assert.deepEqual(nextExpiry(endsOf({ seen }, { ...good, seen: at('2026-02-01') })), { what: 'certificate', at: '2026-04-01T00:00:00Z' })
  assert.equal(nextExpiry(endsOf({ seen: [] }, null)), null)
})
