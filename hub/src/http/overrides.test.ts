import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { onCallHub } from '../../test/on-call-hub.ts'
import { whoIsOn } from '../domain/oncall/who-is-on.ts'
import type { Instant } from '../domain/instant.ts'
import { listAudit } from '../store/audit.ts'
import { overridesSince } from '../store/overrides.ts'
import { buildServer } from './server.ts'
import { routesOf } from './routes.ts'

let hub: Awaited<ReturnType<typeof onCallHub>>
let app: FastifyInstance

before(async () => {
  hub = await onCallHub() // Wed 4 Mar 2026, 11:05 in New York: Ana until 18:00, then Mei until 03:00
  app = await buildServer(hub.around, routesOf(hub.around))
})
after(async () => {
  await app.close()
  await hub.store.close()
})

const FIRST_LINE = '/api/v1/schedules/first-line'
const post = async (url: string, payload: object, token?: string) =>
  app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${token ?? (await hub.token('responder'))}` } })
const onAt = (moment: string) => whoIsOn(hub.around.plan().schedules['first-line']!, Date.parse(moment) as Instant)
const afternoon = { from: '2026-03-04T20:00:00Z', until: '2026-03-04T22:00:00Z' }

test('an override made on screen counts from the next look-up on, and no longer once it is withdrawn (RES-1)', async () => {
  const made = await post(`${FIRST_LINE}/overrides`, { ...afternoon, people: ['mei'], insteadOf: 'ana' })
  assert.equal(made.statusCode, 201, made.body)
  const { number } = made.json() as { number: number }
  assert.deepEqual(onAt('2026-03-04T21:00:00Z'), ['mei'])
  assert.deepEqual(onAt('2026-03-04T22:00:00Z'), ['ana'])
  assert.equal((await post(`${FIRST_LINE}/overrides/${number}/withdraw`, {})).statusCode, 200)
  assert.deepEqual(onAt('2026-03-04T21:00:00Z'), ['ana'])
  const again = await post(`${FIRST_LINE}/overrides/${number}/withdraw`, {})
  assert.equal(again.json().code, 'override_withdrawn')
  const lines = (await listAudit(hub.store.db, { limit: 10 })).map(({ who, what, about }) => `${who} ${what} ${about}`)
  assert.deepEqual(lines, [
    `ana override-withdrawn first-line ${number}`,
    `ana override-made first-line ${number}: mei, Wed 4 Mar 2026, 15:00 EST to Wed 4 Mar 2026, 17:00 EST`,
  ])
})

test('one that has begun counts until it is withdrawn: what was, was (RES-1)', async () => {
  const made = await post(`${FIRST_LINE}/overrides`, { from: '2026-03-04T16:05:00Z', until: '2026-03-04T18:00:00Z', people: ['kofi'] })
  hub.clock.at = Date.parse('2026-03-04T17:00:00Z') as Instant
  await post(`${FIRST_LINE}/overrides/${made.json().number}/withdraw`, {})
  hub.clock.at = Date.parse('2026-03-04T16:05:00Z') as Instant
  assert.deepEqual(onAt('2026-03-04T16:59:00Z'), ['kofi'])
  assert.deepEqual(onAt('2026-03-04T17:00:00Z'), ['ana'])
})

test('a swap is two overrides or none (RES-1)', async () => {
  const mine = { from: '2026-03-05T15:00:00Z', until: '2026-03-05T17:00:00Z' }
  const theirs = { person: 'mei', from: '2026-03-06T00:00:00Z', until: '2026-03-06T02:00:00Z' }
  const swapped = await post(`${FIRST_LINE}/swaps`, { mine, theirs })
  assert.equal(swapped.json().items.length, 2, swapped.body)
  assert.deepEqual([onAt('2026-03-05T16:00:00Z'), onAt('2026-03-06T01:00:00Z')], [['mei'], ['ana']])
  const count = (await overridesSince(hub.store.db, 0 as Instant)).length
  const half = await post(`${FIRST_LINE}/swaps`, {
    mine: { from: '2026-03-09T15:00:00Z', until: '2026-03-09T17:00:00Z', person: 'kofi' },
    theirs: { ...theirs, from: '2026-03-09T15:00:00Z', until: '2026-03-09T16:00:00Z' },
  })
  assert.equal(half.json().code, 'duty_elsewhere', half.body)
  assert.equal((await overridesSince(hub.store.db, 0 as Instant)).length, count)
})

test('what cannot be is refused with names, times and what to do instead (RES-1)', async () => {
  const taken = { from: '2026-03-10T15:00:00Z', until: '2026-03-10T17:00:00Z' }
  await post(`${FIRST_LINE}/overrides`, { ...taken, people: ['mei'] })
  const tries = [
    ['first-line', { ...afternoon, people: ['nobody'] }, 'person_unknown'],
    ['second-line', { ...afternoon, people: ['mei'] }, 'schedule_unknown'],
    ['first-line', { from: '2026-03-04T10:00:00Z', until: '2026-03-04T18:00:00Z', people: ['mei'] }, 'override_past'],
    ['first-line', { from: afternoon.until, until: afternoon.from, people: ['mei'] }, 'override_inverted'],
    ['first-line', { ...afternoon, until: '2028-01-01T00:00:00Z', people: ['mei'] }, 'override_too_far'],
    ['first-line', { from: '2026-03-12T15:00:00Z', until: '2026-03-12T16:00:00Z', people: ['kofi'] }, 'person_away'],
    ['first-line', { ...afternoon, people: ['kofi'], insteadOf: 'mei' }, 'duty_elsewhere'],
    ['first-line', { ...taken, people: ['ana'] }, 'override_overlaps'],
  ] as const
  for (const [schedule, payload, code] of tries)
    assert.equal((await post(`/api/v1/schedules/${schedule}/overrides`, payload)).json().code, code)
  const said = (await post(`${FIRST_LINE}/overrides`, { ...taken, people: ['ana'] })).json() as { message: string }
  assert.match(said.message, /Override \d+ already puts Mei Tanaka on duty for first-line from Tue 10 Mar 2026, 11:00 EDT until/)
})

test('who is on call, and who changes it, is for the operator’s people alone (I-16)', async () => {
  const theirs = await hub.token('owner', 'brightside', null)
  assert.equal((await post(`${FIRST_LINE}/overrides`, { ...afternoon, people: ['mei'] }, theirs)).json().code, 'operator_only')
  const looks = await post(`${FIRST_LINE}/overrides`, { ...afternoon, people: ['mei'] }, await hub.token('viewer'))
  assert.equal(looks.statusCode, 403)
})
