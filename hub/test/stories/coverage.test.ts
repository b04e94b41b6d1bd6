import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutes } from '../../src/domain/instant.ts'
import { agency, steps, World } from './world.ts'

// The agency answers from 06:00 to 03:00 in New York: 03:00 to 06:00 there is 02:00 to 05:00 in Chicago, whose clock these stories show.
const AT_NIGHT = '2026-03-05T02:30:00-06:00'
const silent = steps('nothing, start: when provider-recovered, task: { title: Nothing, for: on-call }')
const named = { ...agency, coverage: { ...agency.coverage, gap: 'kofi' } }
const outage = (start: string, more = {}) => new World(start, { playbooks: [silent], ...more }).goesDown().showsCause('unknown')

test('in a gap of coverage the ladder waits for its end, and first response counts from there (RES-1, I-15)', () => {
  const world = outage(AT_NIGHT).passes('3h')
  assert.deepEqual(world.story('page', 'message', 'note', 'escalation').slice(0, 14), [
    '02:30  Outside coverage: the escalation waits for its start.',
    '02:30  message partner incident-opened → C0BRIGHT',
    '02:30  Cause: unknown.',
    '02:30  Playbook story, version 1.',
    '05:00  page ana push',
    '05:00  page ana mail',
    '05:10  First response is due in 5m: first-line is called over every channel.',
    '05:10  page ana push',
    '05:10  page ana mail',
    '05:10  page ana sms',
    '05:10  page ana voice',
    '05:15  First response was due within 15m: nobody acknowledged in time.',
    '05:15  escalation → first-line',
    '05:15  page ana sms',
  ])
})

test('a gap that names a person calls that person at once and again when the first response is missed, and the ladder begins with coverage', () => {
  const world = outage(AT_NIGHT, { plan: named }).passes('151m')
  assert.deepEqual(world.story('page', 'note', 'escalation').slice(0, 13), [
    '02:30  page kofi push',
    '02:30  page kofi mail',
    '02:30  page kofi sms',
    '02:30  page kofi voice',
    '02:30  Cause: unknown.',
    '02:30  Playbook story, version 1.',
    '02:45  First response was due within 15m: nobody acknowledged in time.',
    '02:45  page kofi push',
    '02:45  page kofi mail',
    '02:45  page kofi sms',
    '02:45  page kofi voice',
    '05:00  page ana push',
    '05:00  page ana mail',
  ])
})

test('a ladder that has begun before the gap does not climb inside it', () => {
  const world = outage('2026-03-05T01:50:00-06:00').passes('4h')
  assert.deepEqual(world.story('page', 'note', 'escalation').slice(0, 12), [
    '01:50  page mei push',
    '01:50  page mei mail',
    '01:50  Cause: unknown.',
    '01:50  Playbook story, version 1.',
    '02:05  First response was due within 15m: nobody acknowledged in time.',
    '02:05  Outside coverage: the escalation waits for its start.',
    '05:00  escalation → first-line',
    '05:00  page ana sms',
    '05:00  page ana voice',
    '05:10  escalation → developers',
    '05:10  page dev1 mail',
    '05:10  page dev1 sms',
  ])
})

test('in a gap "next" waits as the ladder does; whom a playbook names is called at any hour', () => {
  const up = (to: string) => steps(`up, start: 10m after confirmed, escalate: { to: ${to} }`)
  const calls = (to: string) =>
    outage(AT_NIGHT, { playbooks: [up(to)] })
      .passes('151m')
      .story('page', 'escalation')
  assert.deepEqual(calls('next'), ['02:40  escalation up → first-line', '05:00  page ana push', '05:00  page ana mail'])
  assert.deepEqual(calls('kofi').slice(0, 3), ['02:40  escalation up → kofi', '02:40  page kofi push', '02:40  page kofi mail'])
})

test('who takes it during the gap is paged no more, and the response was in time', () => {
  const plan = { ...agency, staleAfter: minutes(0) }
  const world = outage(AT_NIGHT, { plan }).passes('20m').acknowledges('ana').passes('5h')
  assert.deepEqual(world.story('page'), [])
  assert.equal(world.incident.response?.breached, false)
})

test('a step that waits for coverage starts with it', () => {
  const playbook = steps('look, start: at once, only-if: [in-coverage], task: { title: Look, for: on-call }')
  assert.deepEqual(
    outage(AT_NIGHT, { playbooks: [playbook] })
      .passes('3h')
      .story('task')
      .slice(1),
    ['05:00  task look open'],
  )
  const night = steps('wait, start: at once, unless: [in-coverage], task: { title: Wait, for: on-call }')
  const evening = outage('2026-03-05T01:30:00-06:00', { playbooks: [night] })
    .acknowledges('mei')
    .passes('2h')
  assert.deepEqual(evening.story('task').slice(1), ['02:00  task wait open'])
})

test('on the night on which the clocks go back the gap ends at 06:00 by the clock', () => {
  const world = outage('2026-11-01T03:30:00-05:00').passes('3h') // 03:30 in New York, after the change
  assert.deepEqual(world.story('page').slice(0, 2), ['05:00  page ana push', '05:00  page ana mail'])
})
