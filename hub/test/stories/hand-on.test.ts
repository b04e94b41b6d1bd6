import assert from 'node:assert/strict'
import { test } from 'node:test'
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
