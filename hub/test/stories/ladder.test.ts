import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, hours, minutes } from '../../src/domain/instant.ts'
import type { Rung, RungOnly } from '../../src/domain/plan/plan.ts'
import { agency, steps, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00' // 11:00 in New York, 16:00 in Lisbon
const silent = steps('nothing, start: when provider-recovered, task: { title: Nothing, for: on-call }')
const outage = (start = TEN, more = {}) => new World(start, { playbooks: [silent], ...more }).goesDown().showsCause('unknown')

test('nobody acknowledges: each rung is called after the wait of the one before, the last as often as it says, and then it begins again (RES-3)', () => {
  const world = outage().passes('110m')
  assert.deepEqual(world.story('page', 'escalation', 'note').slice(4), [
    '10:10  First response is due in 5m: first-line is called over every channel.',
    '10:10  page ana push',
    '10:10  page ana mail',
    '10:10  page ana sms',
    '10:10  page ana voice',
    '10:15  First response was due within 15m: nobody acknowledged in time.',
    '10:15  escalation → first-line',
    '10:15  page ana sms',
    '10:15  page ana voice',
    '10:25  escalation → developers',
    '10:25  page dev1 mail',
    '10:25  page dev1 sms',
    '10:40  escalation → ana',
    '10:40  page ana voice',
    '10:55  page ana voice',
    '11:10  page ana voice',
    '11:25  Nobody took it: the escalation begins again.',
    '11:25  page ana push',
    '11:25  page ana mail',
    '11:40  escalation → first-line',
    '11:40  page ana sms',
    '11:40  page ana voice',
    '11:50  escalation → developers',
    '11:50  page dev1 mail',
    '11:50  page dev1 sms',
  ])
})

test('a rung on which nobody is on duty is passed over at once, with a line', () => {
  const world = outage('2026-03-04T14:00:00-06:00').passes('26m') // Lisbon has gone home
  assert.deepEqual(world.story('page', 'escalation', 'note').slice(-3), [
    '14:25  Nobody is on duty for developers over mail or sms: passed over.',
    '14:25  escalation → ana',
    '14:25  page ana voice',
  ])
})

test('acknowledging stops the pages of this outage, and those not sent yet (RES-6, I-14)', () => {
  const world = outage(TEN, { post: 'by hand' }).passes('4m').acknowledges('ana').passes('29m')
  assert.deepEqual(world.story('page'), ['10:00  page ana push', '10:00  page ana mail'])
  assert.deepEqual(
    world.posted.filter(({ contract }) => contract === 'page').map(({ state }) => state),
    ['cancelled', 'cancelled'],
  )
})

test('who acknowledges before anyone was paged is not paged', () => {
  const world = new World(TEN, { playbooks: [silent] }).goesDown({ healsByItself: true }).passes('10s').acknowledges('ana').passes('29m')
  assert.deepEqual(world.story('page', 'message'), ['10:00:30  message partner incident-opened → C0BRIGHT'])
})

test('a missed first response is recorded once and calls the next rung in the same step, whatever that rung waits for (RES-2, I-13)', () => {
  const plan = { ...agency, escalation: [{ ...agency.escalation[0]!, wait: hours(1), repeat: 3 }, ...agency.escalation.slice(1)] }
  const world = outage(TEN, { plan }).passes('12h')
  assert.deepEqual(world.story('note', 'escalation').slice(3, 5), [
    '10:15  First response was due within 15m: nobody acknowledged in time.',
    '10:15  escalation → first-line',
  ])
  assert.equal(world.story('note').filter((line) => line.includes('First response was')).length, 1)
})

test('two thirds of the time have passed: whoever was called is called over everything, once; who has acknowledged is not (RES-2)', () => {
  const world = outage().passes('14m')
  assert.deepEqual(world.story('page').slice(2), [
    '10:10  page ana push',
    '10:10  page ana mail',
    '10:10  page ana sms',
    '10:10  page ana voice',
  ])
  assert.equal(outage().passes('9m').acknowledges('ana').passes('5m').story('page').length, 2)
})

test('a rung whose turn comes just then is loud enough (RES-2)', () => {
  const [first, ...rest] = agency.escalation
  const world = outage(TEN, { plan: { ...agency, escalation: [{ ...first!, wait: minutes(10) }, ...rest] } }).passes('11m')
  assert.deepEqual(world.story('page', 'escalation').slice(2), [
    '10:10  escalation → first-line',
    '10:10  page ana sms',
    '10:10  page ana voice',
  ])
})

test('the site recovers and nobody acknowledged until the time had passed: it is recorded, and nobody is called for it (RES-2)', () => {
  const world = outage().passes('9m').comesBack().passes('1h')
  assert.deepEqual(world.story('page', 'note').slice(-3), [
    '10:15  First response was due within 15m: nobody acknowledged in time.',
    '10:24  page all-clear ana push',
    '10:24  page all-clear ana mail',
  ])
  assert.equal(world.incident.response?.breached, true)
})

test('a care plan may promise a time of its own, and an incident keeps the one it was opened with (RES-2, I-17)', () => {
  const client = { ...agency.clients['corner-bakery']!, firstResponse: minutes(5) }
  const plan = { ...agency, clients: { ...agency.clients, 'corner-bakery': client } }
  const world = outage(TEN, { plan }).passes('6m')
  assert.match(world.story('note').at(-1)!, /^10:05 {2}First response was due within 5m/)
})

test('a care plan may have a ladder of its own, and an incident keeps the one it was opened with (RES-4, I-17)', () => {
  const client = { ...agency.clients['corner-bakery']!, escalation: 'gold' }
  const gold = [{ ...agency.escalation[0]!, notify: 'everyone', by: ['mail' as const], wait: minutes(5), repeat: 2 }]
  const all = { ...agency.schedules['developers']!.rotations[0]!, people: ['ana', 'mei'] }
  const everyone = { ...agency.schedules['developers']!, id: 'everyone', rotations: [all] }
  const plan = {
    ...agency,
    escalations: { gold },
    schedules: { ...agency.schedules, everyone },
    clients: { ...agency.clients, 'corner-bakery': client },
  }
  const world = outage(TEN, { plan }).passes('6m')
  assert.deepEqual(world.story('page'), ['10:00  page ana mail', '10:00  page mei mail', '10:05  page ana mail', '10:05  page mei mail'])
})

test('first response counts from the first failed check, not from the verdict (RES-2)', () => {
  const world = new World(TEN, { playbooks: [silent] })
  const since = world.now
  world
    .passes('3m')
    .happens({ type: 'confirmed', verdict: { ...world.incident.verdict!, verdict: 'genuine', because: [] } as never, since })
  assert.deepEqual([world.incident.response?.due, world.incident.confirmedAt], [since + 15 * 60_000, since + 3 * 60_000])
})

test('an escalation of the playbook pages although somebody has acknowledged, and somebody must take it again', () => {
  const playbook = steps('up, start: 20m after confirmed, escalate: { to: developers }')
  const world = new World(TEN, { playbooks: [playbook] }).goesDown().showsCause('unknown').passes('5m').acknowledges('ana').passes('31m')
  assert.deepEqual(world.story('page', 'escalation').slice(2), [
    '10:20  escalation up → developers',
    '10:20  page dev1 mail',
    '10:20  page dev1 sms',
    '10:35  escalation → ana',
    '10:35  page ana voice',
  ])
  assert.equal(world.incident.response?.breached, false)
})

test('an escalation to "next" calls the rung after the one that was called last', () => {
  const playbook = steps('up, start: 5m after confirmed, escalate: { to: next }')
  const world = new World(TEN, { playbooks: [playbook] }).goesDown().showsCause('unknown').passes('6m')
  assert.deepEqual(world.story('page', 'escalation').slice(2), [
    '10:05  escalation up → first-line',
    '10:05  page ana sms',
    '10:05  page ana voice',
  ])
})

test('an escalation to a person who is on no rung calls them over everything they have, and the ladder goes on after that', () => {
  const playbook = steps('up, start: 5m after confirmed, escalate: { to: kofi }')
  const world = new World(TEN, { playbooks: [playbook] }).goesDown().showsCause('unknown').passes('21m')
  assert.deepEqual(world.story('page', 'escalation').slice(2), [
    '10:05  escalation up → kofi',
    '10:05  page kofi push',
    '10:05  page kofi mail',
    '10:05  page kofi sms',
    '10:05  page kofi voice',
    '10:15  escalation → first-line',
    '10:15  page ana sms',
    '10:15  page ana voice',
  ])
})

test('an escalation to a team that has gone home is passed over, and the next rung is called', () => {
  const playbook = steps('up, start: 5m after confirmed, escalate: { to: developers }')
  const world = new World('2026-03-04T14:00:00-06:00', { playbooks: [playbook] }).goesDown().showsCause('unknown').passes('6m')
  assert.deepEqual(world.story('page', 'escalation', 'note').slice(4), [
    '14:05  escalation up → developers',
    '14:05  Nobody is on duty for developers over mail or sms: passed over.',
    '14:05  escalation → ana',
    '14:05  page ana voice',
  ])
})

test('words to responders go to on-call over the channels of their rung', () => {
  const playbook = steps(
    'all, start: 5m after confirmed, message: { to: responders, template: still-working }',
    'one, start: 6m after confirmed, message: { to: responders, template: still-working, via: sms }',
  )
  const world = new World(TEN, { playbooks: [playbook] }).goesDown().showsCause('unknown').acknowledges('ana').passes('7m')
  assert.deepEqual(world.story('page').slice(2), [
    '10:05  page still-working ana push',
    '10:05  page still-working ana mail',
    '10:06  page still-working ana sms',
  ])
})

test('a relapse calls the ladder from its beginning, and its own missed response is recorded', () => {
  const world = outage().passes('30m').acknowledges('ana').comesBack().passes('5m').goesDown().passes('16m')
  assert.deepEqual(world.story('page', 'escalation', 'note').slice(-12), [
    '10:30  ana acknowledged.',
    '10:35  page ana push',
    '10:35  page ana mail',
    '10:45  First response is due in 5m: first-line is called over every channel.',
    '10:45  page ana push',
    '10:45  page ana mail',
    '10:45  page ana sms',
    '10:45  page ana voice',
    '10:50  First response was due within 15m: nobody acknowledged in time.',
    '10:50  escalation → first-line',
    '10:50  page ana sms',
    '10:50  page ana voice',
  ])
})

test('whoever has it and is not heard of for half an hour is called again, and somebody must take it (RES-3)', () => {
  const world = outage().passes('4m').acknowledges('ana').passes('46m')
  assert.deepEqual(world.story('page', 'escalation', 'note').slice(-7), [
    '10:04  ana acknowledged.',
    '10:34  ana has it, and nothing was heard for 30m: called again.',
    '10:34  page ana push',
    '10:34  page ana mail',
    '10:49  escalation → first-line',
    '10:49  page ana sms',
    '10:49  page ana voice',
  ])
  assert.equal(world.incident.response?.breached, false)
})

test('a note is news, and so is a task for later: nobody is called again meanwhile (RES-3)', () => {
  const world = outage().passes('4m').acknowledges('ana').passes('20m')
  world.happens({ type: 'noted', by: 'ana', text: 'On it.' }).passes('29m')
  assert.equal(world.story('page').length, 2)
  const task = { title: 'Call the client', for: 'ana', dueAt: after(world.now, hours(8)), followUp: false, checklist: [] }
  world.happens({ type: 'task-added', by: 'ana', ...task }).passes('7h')
  assert.equal(world.story('page').length, 2)
})

test('while a step of the playbook is due, the playbook says when somebody is called (RES-3)', () => {
  const playbook = steps('up, start: 3h after confirmed, escalate: { to: developers }')
  const world = new World(TEN, { playbooks: [playbook] }).goesDown().showsCause('unknown').acknowledges('ana').passes('2h')
  assert.equal(world.story('page').length, 2)
})

test('an acknowledgement that never goes stale (RES-3)', () => {
  const world = outage(TEN, { plan: { ...agency, staleAfter: minutes(0) } })
    .acknowledges('ana')
    .passes('6h')
  assert.equal(world.story('page').length, 2)
})

const LISBON = { hours: { from: 9 * 60, to: 18 * 60 }, days: [1, 2, 3, 4, 5], timezone: 'Europe/Lisbon', severity: null }
const [firstLine, , developers, ana] = agency.escalation as [Rung, Rung, Rung, Rung]
const branched = (only: Partial<RungOnly>) => ({
  ...agency,
  escalation: [firstLine, { ...developers, notify: 'dev1', only: { ...LISBON, ...only } }, ana],
})

test('development in office hours, the owner otherwise: a rung is called in its own hours only (RES-4)', () => {
  const byDay = outage(TEN, { plan: branched({}) }).passes('16m')
  assert.deepEqual(byDay.story('page', 'escalation').slice(-3), [
    '10:15  escalation → dev1',
    '10:15  page dev1 mail',
    '10:15  page dev1 sms',
  ])
  const byNight = outage('2026-03-04T14:00:00-06:00', { plan: branched({}) }).passes('16m')
  assert.deepEqual(byNight.story('page', 'escalation', 'note').slice(-3), [
    '14:15  dev1 is called only Mon, Tue, Wed, Thu, Fri 09:00 to 18:00 (Europe/Lisbon): passed over.',
    '14:15  escalation → ana',
    '14:15  page ana voice',
  ])
})

test('a rung may be for some severities only; while no cause is known it is called (RES-4)', () => {
  const plan = branched({ ...LISBON, hours: { from: 0, to: 0 }, severity: ['critical'] })
  const known = new World(TEN, { playbooks: [silent], plan }).goesDown().showsCause('tls.expired').passes('16m')
  assert.match(known.story('note').at(-1)!, /dev1 is called only .* if critical: passed over/)
  assert.deepEqual(outage(TEN, { plan }).passes('16m').story('escalation'), ['10:15  escalation → dev1'])
})

test('a playbook that names a rung calls it at any hour (RES-4)', () => {
  const playbook = steps('up, start: 5m after confirmed, escalate: { to: dev1 }')
  const world = new World('2026-03-04T14:00:00-06:00', { playbooks: [playbook], plan: branched({}) }).goesDown().showsCause('unknown')
  assert.deepEqual(world.passes('6m').story('page').slice(2), ['14:05  page dev1 mail', '14:05  page dev1 sms'])
})
