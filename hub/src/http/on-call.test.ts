import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { OnCall } from '@allclear/wire/on-call.ts'
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

test('the screen is told the same in words, with the other person’s time, holes, absences and ways; a time by one’s own clocks changes it (RES-1)', async () => {
  const onCall = async (from = '') => (await get(`/api/v1/on-call${from}`)).json() as OnCall
  const { head, holes, schedules, clockChanges, people, days, mayAct } = await onCall()
  assert.deepEqual(head, { says: 'You are on call', tone: 'busy', until: '2026-03-04T23:00:00Z', next: 'Mei Tanaka' })
  assert.equal(mayAct, false, 'who only looks changes nothing')
  assert.deepEqual(holes[0], { from: '2026-03-12T10:00:00Z', until: '2026-03-12T22:00:00Z', ladder: null, schedule: 'first-line' })
  assert.deepEqual(clockChanges, [{ at: '2026-03-08T07:00:00Z', place: 'New York' }])
  assert.equal(days.find(({ date }) => date === '2026-03-08')!.words, 'Sun 8, 23 h')
  const [{ turns, lanes }] = schedules as [OnCall['schedules'][number]]
  assert.deepEqual(
    turns.slice(0, 3).map(({ says, state, elsewhere }) => [says, state?.words ?? null, ...elsewhere]),
    [
      ['You', null],
      ['Mei Tanaka', null, '08:00 to 17:00 for Mei Tanaka'],
      ['Nobody', 'Outside the declared hours'],
    ],
  )
  assert.deepEqual(lanes.map(({ name }) => name), ['On duty', 'Declared']) // prettier-ignore
  const kofi = people.find(({ id }) => id === 'kofi')!
  assert.deepEqual([kofi.clock, kofi.away[0]?.from], ['16:05 GMT', '2026-03-12T00:00:00Z'])
  assert.equal((await onCall('?from=2026-03-10')).days[0]?.words, 'Tue 10')

  const { secret } = await makeToken(hub.store.db, { kind: 'api', name: 'kofi', role: 'responder', person: 'kofi', now: hub.clock.at })
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const override = { from: '2026-03-12T06:00[Africa/Accra]', until: '2026-03-13T18:00[Africa/Accra]', people: ['mei'] }
  const done = await app.inject({
    method: 'POST',
    url: '/api/v1/schedules/first-line/overrides',
    payload: JSON.stringify(override),
    headers,
  })
  assert.equal(done.statusCode, 201, done.body)
  // In Accra it is four hours later than in New York.
  assert.deepEqual((await get('/api/v1/coverage?weeks=2')).json().uncovered, [
    { from: '2026-03-13T18:00:00Z', until: '2026-03-13T22:00:00Z' },
  ])
  const after = await onCall()
  assert.deepEqual(after.overrides.map(({ people: names, insteadOf, by }) => [names, insteadOf, by]), [['Mei Tanaka', null, 'Kofi Mensah']]) // prettier-ignore
  assert.deepEqual(after.schedules[0]!.lanes.map(({ kind }) => kind), ['override', 'final', 'declared']) // prettier-ignore
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
  for (const url of ['/api/v1/on-call', '/api/v1/schedules', '/api/v1/schedules/first-line/duty', '/api/v1/coverage'])
    assert.equal((await get(url, theirs)).statusCode, 403, url)
})
