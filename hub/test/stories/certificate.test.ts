import assert from 'node:assert/strict'
import { test } from 'node:test'
import { World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'
const expired = () => new World(TEN).goesDown().showsCause('tls.expired').passes('4m').acknowledges('kofi')

test('a certificate that cannot be renewed: the client hears after 15 minutes, everyone after 45, and the all clear waits for its window (REA-6, CLR-1)', () => {
  const world = expired().passes('2m')
  world.happens({ type: 'action-ended', run: 'certificate-renew', result: 'failed', output: 'The panel refused.' })
  world.passes('39m').acknowledges('kofi').passes('25m').comesBack().passes('1h')
  assert.deepEqual(world.story('state', 'page', 'message', 'announcement', 'action', 'task', 'escalation'), [
    '10:00  state suspected',
    '10:00  state open',
    '10:00  task See the outage of cornerbakery.example through open',
    '10:00  page ana push',
    '10:00  page ana mail',
    '10:00  message partner incident-opened → C0BRIGHT',
    '10:00  announcement investigating incident-opened',
    '10:00  action renew started',
    '10:06  action renew failed',
    '10:06  task ask-own-hosting open',
    '10:15  message client certificate-investigating → bo@cornerbakery.example',
    '10:21  task ask-own-hosting overdue',
    '10:45  escalation escalate → first-line',
    '10:45  page ana sms',
    '10:45  page ana voice',
    '10:45  message client certificate-escalated → bo@cornerbakery.example',
    '10:45  message partner certificate-escalated → C0BRIGHT',
    '10:45  announcement identified certificate-escalated',
    '11:10  state stabilising',
    '11:10  task renew-by-itself open',
    '11:25  state resolved',
    '11:25  page all-clear ana push',
    '11:25  page all-clear ana mail',
    '11:25  message partner all-clear → C0BRIGHT',
    '11:25  announcement resolved all-clear',
    '11:25  message client all-clear → bo@cornerbakery.example',
    '11:25  page all-clear ana sms',
    '11:25  task Hold the post-incident review of cornerbakery.example open',
  ])
})

test('the client is told again every four hours while it lasts', () => {
  const world = expired().passes('13h')
  assert.deepEqual(
    world.story('message').filter((line) => line.includes('client')),
    [
      '10:15  message client certificate-investigating → bo@cornerbakery.example',
      '10:45  message client certificate-escalated → bo@cornerbakery.example',
      '14:45  message client still-working → bo@cornerbakery.example',
      '18:45  message client still-working → bo@cornerbakery.example',
      '22:45  message client still-working → bo@cornerbakery.example',
    ],
  )
})

test('renewed in the fifteenth minute: neither the message of minute 15 nor that of minute 45 leaves (I-24)', () => {
  const world = expired().passes('10m').passes('59s').comesBack().passes('3h')
  assert.deepEqual(world.story('message', 'escalation'), [
    '10:00  message partner incident-opened → C0BRIGHT',
    '10:29:59  message partner all-clear → C0BRIGHT',
  ])
  assert.equal(world.incident.phase, 'resolved')
})

test('at the all clear every step that never began is cancelled, with a line', () => {
  const world = expired().passes('1m').comesBack().passes('15m')
  assert.equal(
    world.entries.find(({ state }) => state === 'resolved')?.note,
    'All clear. Not needed any more: mend-first, renew-on-server, renew-by-hand, ask-own-hosting, ask-their-hosting, tell-client, escalate, update-everyone, keep-posted.',
  )
})

test('a relapse inside the window is the same incident, paged again, with a first-response clock of its own, and the all clear counts again (CLR-1)', () => {
  const world = expired().passes('10m').comesBack().passes('6m').goesDown()
  assert.equal(world.incident.outages, 2)
  assert.deepEqual([world.incident.response?.from, world.incident.response?.metAt], [world.now, null])
  world.passes('3m').acknowledges('mei').passes('17m').comesBack().passes('14m')
  assert.equal(world.incident.phase, 'stabilising')
  world.passes('1m')
  assert.deepEqual(world.story('state', 'page', 'message', 'action'), [
    '10:00  state suspected',
    '10:00  state open',
    '10:00  page ana push',
    '10:00  page ana mail',
    '10:00  message partner incident-opened → C0BRIGHT',
    '10:00  action renew started',
    '10:10  action renew failed',
    '10:14  state stabilising',
    '10:20  state open',
    '10:20  page ana push',
    '10:20  page ana mail',
    '10:20  message partner relapse → C0BRIGHT',
    '10:20  message client certificate-investigating → bo@cornerbakery.example',
    '10:40  state stabilising',
    '10:55  state resolved',
    '10:55  page all-clear ana push',
    '10:55  page all-clear ana mail',
    '10:55  message partner all-clear → C0BRIGHT',
    '10:55  message client all-clear → bo@cornerbakery.example',
  ])
})

test('a relapse starts no step again', () => {
  const world = expired().passes('20m').comesBack().passes('5m').goesDown().showsCause('tls.expired').passes('10m')
  assert.deepEqual(world.story('action'), ['10:00  action renew started', '10:10  action renew failed'])
  assert.equal(world.story('message').filter((line) => line.includes('certificate-investigating')).length, 1)
})

test('an action that takes too long both fails and times out, and its late end changes nothing', () => {
  const world = expired().passes('6m')
  assert.deepEqual(world.story('action'), ['10:00  action renew started', '10:10  action renew failed'])
  assert.equal(world.incident.tasks['ask-own-hosting']?.done, false)
  const before = world.incident
  world.happens({ type: 'action-ended', run: 'certificate-renew', result: 'done', output: '' })
  assert.deepEqual(world.incident, before)
})
