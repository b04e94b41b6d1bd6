import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { onCallHub } from '../../test/on-call-hub.ts'
import { makeToken } from './tokens.ts'
import { buildServer } from './server.ts'
import { routesOf } from './routes.ts'

let hub: Awaited<ReturnType<typeof onCallHub>>
let app: FastifyInstance

before(async () => {
  hub = await onCallHub() // Wed 4 Mar 2026, 11:05 in New York
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
})

const get = async (url: string, token?: string) =>
  app.inject({ url, headers: { authorization: `Bearer ${token ?? (await hub.token('viewer'))}` } })

test('the schedules say who is on duty now, until when, and who comes next (RES-1)', async () => {
  assert.deepEqual((await get('/api/v1/schedules')).json().items, [
    {
      id: 'first-line',
      timezone: 'America/New_York',
      onDuty: [{ id: 'ana', name: 'Ana Ruiz' }],
      until: '2026-03-04T23:00:00Z',
      next: [{ id: 'mei', name: 'Mei Tanaka' }],
    },
  ])
})

test('the duty of a schedule has no hole: nobody is an empty list (RES-1)', async () => {
  const period = 'from=2026-03-05T00:00:00Z&until=2026-03-05T12:00:00Z'
  assert.deepEqual((await get(`/api/v1/schedules/first-line/duty?${period}`)).json().items, [
    { from: '2026-03-05T00:00:00Z', until: '2026-03-05T08:00:00Z', people: ['mei'] },
    { from: '2026-03-05T08:00:00Z', until: '2026-03-05T11:00:00Z', people: [] },
    { from: '2026-03-05T11:00:00Z', until: '2026-03-05T12:00:00Z', people: ['ana'] },
  ])
  const backwards = await get('/api/v1/schedules/first-line/duty?from=2026-03-05T00:00:00Z&until=2026-03-04T00:00:00Z')
  assert.equal(backwards.json().code, 'period_invalid')
})

test('the report names every uncovered time with its dates (RES-1)', async () => {
  const report = (await get('/api/v1/coverage?weeks=2')).json()
  assert.deepEqual(report.uncovered, [
    { from: '2026-03-12T10:00:00Z', until: '2026-03-12T22:00:00Z' },
    { from: '2026-03-13T10:00:00Z', until: '2026-03-13T22:00:00Z' },
  ])
  assert.equal(report.uncoveredSeconds, 24 * 3600)
})

test('the page shows the same in words, and a form by the reader’s own clock changes it (RES-1)', async () => {
  const body = async () => (await get('/on-call')).body
  assert.match(await body(), /You are on call/)
  assert.match(await body(), /Uncovered<\/span>\s*<time datetime="2026-03-12T10:00:00Z"/)
  assert.match(await body(), /Clocks change<\/span>\s*New York, Sun 8 Mar 2026, 03:00 EDT/)
  assert.doesNotMatch(await body(), /Put on duty/, 'who only looks has no form')
  const payload = new URLSearchParams({
    schedule: 'first-line',
    person: 'mei',
    insteadOf: '',
    from: '2026-03-12T06:00',
    until: '2026-03-13T18:00',
  })
  const { secret } = await makeToken(hub.store.db, { kind: 'api', name: 'kofi', role: 'responder', person: 'kofi', now: hub.clock.at })
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/x-www-form-urlencoded' }
  const done = await app.inject({ method: 'POST', url: '/on-call/overrides', payload: payload.toString(), headers })
  assert.equal(done.headers.location, '/on-call', done.body)
  // Kofi wrote the time of Accra, where it is four hours later than in New York.
  assert.deepEqual((await get('/api/v1/coverage?weeks=2')).json().uncovered, [
    { from: '2026-03-13T18:00:00Z', until: '2026-03-13T22:00:00Z' },
  ])
})

test('the report of first responses counts each partner’s outages of a month, and shows a partner its own (RES-2)', async () => {
  const report = async (token?: string) => (await get('/api/v1/reports/first-response?month=2026-03', token)).json().items
  const one = { month: '2026-03', outages: 1, met: 0, breached: 0, spared: 0, waiting: 1, medianSeconds: null }
  assert.deepEqual(await report(), [
    { partner: 'brightside', ...one },
    { partner: 'fjord', ...one },
  ])
  assert.deepEqual(await report(await hub.token('viewer', 'fjord', null)), [{ partner: 'fjord', ...one }])
  assert.equal((await get('/api/v1/reports/first-response?month=2026-13')).json().code, 'parameter_invalid')
})

test('who is on call is no business of a partner (I-16)', async () => {
  const theirs = await hub.token('owner', 'brightside', null)
  for (const url of ['/on-call', '/api/v1/schedules', '/api/v1/schedules/first-line/duty', '/api/v1/coverage'])
    assert.equal((await get(url, theirs)).statusCode, 403, url)
})
