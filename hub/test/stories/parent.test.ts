import assert from 'node:assert/strict'
import { test } from 'node:test'
import { steps, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'
const SAYS = 'Part of a larger outage: sites on Anchor Hosting are down, 4 of Brightside Studio among them.'
const silent = steps('nothing, start: when provider-recovered, task: { title: Nothing, for: on-call }')
const outage = (playbook = silent) => new World(TEN, { playbooks: [playbook], post: 'by hand' }).goesDown({ healsByItself: true })
const joins = (world: World, leads: boolean) => world.happens({ type: 'joined', parent: { id: 1, says: SAYS, sites: 4, leads } })

test('an outage that is part of a larger one pages nobody while another leads, and its partner hears of it all the same (TRI-3, I-11)', () => {
  const world = joins(outage().passes('10s'), false).passes('6h')
  assert.deepEqual(world.story('page', 'message', 'escalation'), ['10:00:30  message partner incident-opened → C0BRIGHT'])
  assert.ok(world.story('note').includes(`10:00:10  ${SAYS}`))
})

test('pages that wait are called back when another incident leads', () => {
  const world = joins(outage().passes('1m'), false).passes('6h')
  assert.deepEqual(
    world.posted.filter(({ contract }) => contract === 'page').map(({ state }) => state),
    ['cancelled', 'cancelled'],
  )
})

test('the incident that leads goes on paging as it did', () => {
  const world = joins(outage().passes('1m'), true).passes('15m')
  assert.deepEqual(world.story('page').slice(0, 8), [
    '10:00:30  page ana push',
    '10:00:30  page ana mail',
    '10:10  page ana push',
    '10:10  page ana mail',
    '10:10  page ana sms',
    '10:10  page ana voice',
    '10:15  page ana sms',
    '10:15  page ana voice',
  ])
})

test('when the one that led is well, the next begins to page; who joins twice hears it once', () => {
  const world = joins(joins(joins(outage().passes('10s'), false), false).passes('20m'), true).passes('1m')
  assert.deepEqual(world.story('page'), ['10:20:10  page ana push', '10:20:10  page ana mail'])
  assert.equal(world.entries.filter(({ note }) => note === SAYS).length, 1)
})

test('one that comes to lead pages nobody when somebody has it', () => {
  const world = joins(joins(outage().passes('10s'), false).acknowledges('ana').passes('20m'), true).passes('29m')
  assert.deepEqual(world.story('page', 'escalation'), [])
})

test('an escalation of the playbook is left to the incident that leads', () => {
  const world = outage(steps('up, start: 5m after confirmed, escalate: { to: developers }')).showsCause('unknown')
  joins(world.passes('10s'), false).passes('1h')
  assert.deepEqual(world.story('page', 'escalation'), [])
  assert.ok(world.story('note').some((line) => line.includes('Not escalated to developers (up)')))
})

test('a relapse is an outage of its own until it is found to be part of something', () => {
  const world = joins(outage().passes('10s'), false).comesBack().passes('1m').goesDown()
  assert.equal(world.incident.parent, null)
  assert.deepEqual(world.story('page'), ['10:01:10  page ana push', '10:01:10  page ana mail'])
})

test('who goes its own way pages, although somebody had the larger outage (TRI-3)', () => {
  const world = joins(outage().passes('1m'), false).acknowledges('ana').passes('20m')
  const before = world.story('page').length
  world.happens({ type: 'parted', parent: 1, says: 'Not part of it: its cause is domain.expired.' }).passes('1m')
  assert.deepEqual(world.story('page').slice(before), ['10:21  page ana push', '10:21  page ana mail'])
  assert.deepEqual([world.incident.parent, world.incident.ladder.acknowledgedBy], [null, null])
  assert.ok(world.story('note').includes('10:21  Not part of it: its cause is domain.expired.'))
})

test('who led and was taken goes its own way without another page, and what it never belonged to it cannot leave', () => {
  const world = joins(outage().passes('1m'), true).acknowledges('ana').passes('1m')
  const before = world.story('page').length
  world.happens({ type: 'parted', parent: 2, says: 'Another.' })
  assert.equal(world.incident.parent?.id, 1)
  world.happens({ type: 'parted', parent: 1, says: 'The others are well again.' }).passes('29m')
  assert.deepEqual([world.story('page').length, world.incident.parent], [before, null])
})

test('a larger outage that grows changes its words without a line in the timeline', () => {
  const world = joins(outage().passes('10s'), false)
  const lines = world.entries.length
  world.happens({ type: 'joined', parent: { id: 1, says: 'Nine by now.', sites: 9, leads: false } })
  assert.deepEqual([world.incident.parent?.says, world.entries.length], ['Nine by now.', lines])
})
