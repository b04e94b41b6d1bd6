import assert from 'node:assert/strict'
import { test } from 'node:test'
import { after, readSpan } from '../../src/domain/instant.ts'
import { steps, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'
const silent = steps('nothing, start: when provider-recovered, task: { title: Nothing, for: on-call }')
const outage = (start = TEN) => new World(start, { playbooks: [silent] }).goesDown().showsCause('unknown').passes('1m')
const handed = (world: World, to: string) => world.happens({ type: 'handed-over', by: 'ana', to })
const since = (world: World, minute: string) => world.story('note', 'page', 'escalation').filter((line) => line >= minute)

test('the first who acknowledges has it: a second acknowledgement changes nothing, taking it over does and says so (RES-6)', () => {
  const world = outage().acknowledges('ana').passes('1m').acknowledges('kofi').acknowledges('ana')
  assert.equal(world.incident.ladder.acknowledgedBy, 'ana')
  world.passes('1m').happens({ type: 'taken', by: 'kofi' }).happens({ type: 'taken', by: 'kofi' })
  assert.equal(world.incident.ladder.acknowledgedBy, 'kofi')
  assert.deepEqual(since(world, '10:01'), ['10:01  ana acknowledged.', '10:03  kofi took it over from ana.'])
})

test('what is handed over pages the other, and stays with who has it until they acknowledge (RES-6, I-16)', () => {
  const world = handed(outage().acknowledges('ana').passes('1m'), 'kofi')
  assert.deepEqual(since(world, '10:02'), [
    ...['push', 'mail', 'sms', 'voice'].map((channel) => `10:02  page kofi ${channel}`),
    '10:02  ana hands it over to kofi. Until kofi acknowledges, it stays with ana.',
  ])
  assert.equal(world.incident.ladder.acknowledgedBy, 'ana')
  world.passes('1m').acknowledges('dev1').acknowledges('kofi')
  assert.deepEqual(since(world, '10:03'), ['10:03  kofi took it over from ana.'])
  assert.deepEqual([world.incident.ladder.acknowledgedBy, world.incident.ladder.offeredTo], ['kofi', null])
})

test('what is handed over before anyone has it lets the escalation go on', () => {
  const world = handed(outage(), 'kofi').passes('20m')
  assert.ok(world.story('escalation').includes('10:15  escalation → first-line'))
  assert.equal(world.acknowledges('kofi').incident.ladder.acknowledgedBy, 'kofi')
})

test('who can be reached over no channel is handed nothing', () => {
  const world = handed(outage().acknowledges('ana').passes('1m'), 'nobody')
  assert.deepEqual(since(world, '10:02'), ['10:02  ana wanted to hand it over to nobody, who can be reached over no channel.'])
  assert.equal(world.incident.ladder.acknowledgedBy, 'ana')
})

test('a person escalates by hand, at any hour: the next rung is called and somebody must take it again (RES-3)', () => {
  const world = outage().acknowledges('ana').passes('1m').happens({ type: 'escalated', by: 'ana', to: 'next' })
  assert.deepEqual(since(world, '10:02'), [
    '10:02  ana escalated it.',
    '10:02  escalation → first-line',
    '10:02  page ana sms',
    '10:02  page ana voice',
  ])
  assert.equal(world.incident.ladder.acknowledgedBy, null)
  const atNight = outage('2026-03-05T03:30:00-05:00').happens({ type: 'escalated', by: 'kofi', to: 'next' })
  assert.ok(atNight.story('page').length > 0, 'whoever presses it decides for the hour as well')
})

const snoozes = (world: World, length: '1h' | '2h') =>
  world.happens({ type: 'snoozed', by: 'kofi', until: after(world.now, readSpan(length)!), reason: 'The host works on it.' })

test('a snooze takes the incident, silences its pages until its end, and then somebody is called again (TRI-4)', () => {
  const world = snoozes(outage(), '1h').passes('2h')
  assert.deepEqual(since(world, '10:01').slice(0, 4), [
    '10:01  kofi acknowledged.',
    '10:01  kofi snoozed its pages for 1h: The host works on it.',
    '11:01  The snooze is over: somebody is called again.',
    '11:01  page ana push',
  ])
  assert.equal(world.incident.response?.metAt !== null, true)
})

test('a relapse, a worse cause, an escalation by hand and another owner each end a snooze (TRI-4)', () => {
  const relapse = snoozes(outage(), '2h').comesBack().passes('5m').goesDown().passes('1m')
  assert.ok(since(relapse, '10:06').includes('10:06  page ana push'))
  const worse = snoozes(
    new World(TEN, { playbooks: [{ ...silent, severity: 'minor' }] }).goesDown().showsCause('unknown').passes('1m'),
    '2h',
  )
  const critical = { ...silent, id: 'critical', severity: 'critical' as const }
  const diagnosis = { cause: 'tls.expired', confidence: 1, because: [], alternatives: [], facts: {} }
  worse.happens({ type: 'diagnosed', playbook: critical, diagnosis })
  assert.ok(since(worse, '10:01').includes('10:01  The cause is worse than what was snoozed: somebody is called again.'))
  const byHand = snoozes(outage(), '2h').happens({ type: 'escalated', by: 'ana', to: 'next' })
  assert.ok(since(byHand, '10:01').includes('10:01  page ana sms'))
  assert.equal(snoozes(outage(), '2h').happens({ type: 'taken', by: 'ana' }).incident.snooze, null)
})

test('what the playbook wants to escalate meanwhile waits for the end of the snooze (TRI-4)', () => {
  const playbook = steps('up, start: 20m after confirmed, escalate: { to: developers }')
  const world = snoozes(new World(TEN, { playbooks: [playbook] }).goesDown().showsCause('unknown').passes('1m'), '1h').passes('61m')
  assert.deepEqual(since(world, '10:20').slice(0, 3), [
    '10:20  Escalation to developers (up) waits for the end of the snooze.',
    '11:01  The snooze is over: somebody is called again.',
    '11:01  escalation up → developers',
  ])
})

test('whom a playbook wanted is called no more after the snooze once another playbook runs, but whoever was called last (I-19)', () => {
  const wanting = steps('up, start: 20m after confirmed, escalate: { to: developers }')
  const world = snoozes(new World(TEN, { playbooks: [wanting] }).goesDown().showsCause('unknown').passes('1m'), '1h').passes('30m')
  const diagnosis = { cause: 'tls.expired', confidence: 1, because: [], alternatives: [], facts: {} }
  world.happens({ type: 'diagnosed', playbook: { ...silent, id: 'other' }, diagnosis }).passes('31m')
  assert.deepEqual(since(world, '10:31'), [
    '10:31  Cause: tls.expired (100 %).',
    '10:31  The cause has changed. Not needed any more: up.',
    '10:31  Playbook other, version 1.',
    '11:01  The snooze is over: somebody is called again.',
    '11:01  page ana push',
    '11:01  page ana mail',
  ])
})

test('after the site is seen well nobody is called any more', () => {
  const world = outage().comesBack().happens({ type: 'escalated', by: 'ana', to: 'next' })
  assert.equal(world.story('note').at(-1), '10:01  ana wanted to escalate it, but the site is not down.')
})

test('a page that is refused goes at once over the next channel of that person, and when there is none the escalation goes on (RES-3)', () => {
  const world = new World(TEN, { playbooks: [silent], post: 'by hand' }).goesDown().showsCause('unknown')
  const refuse = (channel: string) => world.settles(`7/page-1/ana/${channel}`, 'refused', 'gone')
  world.passes('1m')
  for (const channel of ['push', 'push', 'sms', 'voice', 'mail']) refuse(channel)
  assert.deepEqual(
    since(world, '10:01').filter((line) => !line.includes('did not take')),
    ['10:01  page ana sms', '10:01  page ana voice', ...Array(2).fill('10:01  ana has no other channel: the escalation goes on.')],
  )
  world.acknowledges('kofi').passes('20m')
  assert.equal(world.story('page').length, 4)
})
