import assert from 'node:assert/strict'
import { test } from 'node:test'
import { steps, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'
const certificate = steps(
  'check, start: at once, task: { title: Check it, for: on-call }',
  'tell, start: 15m after confirmed, unless: [recovered], message: { to: [client, partner], template: certificate-investigating }',
  'post, start: 15m after confirmed, announce: { template: certificate-investigating }',
)

test('an outage whose cause nobody knows: a person looks for it, the client hears after 15 minutes, everyone after 45', () => {
  const world = new World(TEN).goesDown().showsCause('unknown').passes('2m').acknowledges('ana').passes('48m')
  assert.deepEqual(world.story('task', 'message', 'announcement', 'escalation'), [
    '10:00  task See the outage of cornerbakery.example through open',
    '10:00  message partner incident-opened → C0BRIGHT',
    '10:00  announcement investigating incident-opened',
    '10:00  task find-cause open',
    '10:15  task find-cause overdue',
    '10:15  message client investigating → bo@cornerbakery.example',
    '10:45  escalation escalate → first-line',
    '10:45  message client still-working → bo@cornerbakery.example',
    '10:45  message partner still-working → C0BRIGHT',
    '10:45  announcement investigating still-working',
  ])
})

test('when the cause changes the steps that never began are cancelled, and what is past in the new playbook is due at once', () => {
  const world = new World(TEN).goesDown().showsCause('unknown').passes('20m').showsCause('tls.expired').passes('1m')
  assert.ok(world.story('note').includes('10:20  The cause has changed. Not needed any more: escalate, update-everyone, keep-posted.'))
  assert.deepEqual(world.story('message', 'action'), [
    '10:00  message partner incident-opened → C0BRIGHT',
    '10:15  message client investigating → bo@cornerbakery.example',
    '10:20  action renew started',
    '10:20  message client certificate-investigating → bo@cornerbakery.example',
  ])
})

test('a template that the client has read is not sent again by the next playbook, unless its facts have changed', () => {
  const world = new World(TEN).goesDown().showsCause('unknown').passes('20m').showsCause('tls.chain', 0.7)
  assert.deepEqual(
    world.story('message').filter((line) => line.includes('client')),
    ['10:15  message client investigating → bo@cornerbakery.example'],
  )
  assert.ok(world.story('note').includes('10:20  Bo Hart has this already: investigating was not sent again.'))
  world.passes('25m').showsCause('unknown')
  assert.deepEqual(
    world.story('message').filter((line) => line.includes('10:45')),
    [
      '10:45  message partner certificate-escalated → C0BRIGHT',
      '10:45  message client still-working → bo@cornerbakery.example',
      '10:45  message partner still-working → C0BRIGHT',
    ],
  )
})

test('a template whose facts have changed is sent again by the next playbook', () => {
  const playbook = steps('tell, start: 15m after confirmed, message: { to: client, template: investigating }')
  const sure = { ...playbook, id: 'sure', causes: ['tls.*'] }
  const world = new World(TEN, { playbooks: [sure] }).goesDown().showsCause('unknown').passes('20m').showsCause('tls.expired', 0.7)
  const toClient = () => world.story('message').filter((line) => line.includes('client'))
  assert.deepEqual(toClient(), ['10:15  message client investigating → bo@cornerbakery.example'])
  const other = new World(TEN, { playbooks: [sure] }).goesDown().showsCause('unknown').passes('20m').showsCause('tls.expired')
  assert.deepEqual(
    other.story('message').filter((line) => line.includes('client')),
    ['10:15  message client investigating → bo@cornerbakery.example', '10:20  message client investigating → bo@cornerbakery.example'],
  )
})

test('a cause that is only likely: its actions and tasks run, the client hears that it is looked into, and a person is asked to confirm', () => {
  const world = new World(TEN, { playbooks: [certificate] }).goesDown().showsCause('tls.expired', 0.7).passes('20m')
  assert.deepEqual(world.story('task', 'message', 'announcement'), [
    '10:00  task See the outage of cornerbakery.example through open',
    '10:00  message partner incident-opened → C0BRIGHT',
    '10:00  announcement investigating incident-opened',
    '10:00  task Confirm the cause: tls.expired open',
    '10:00  task check open',
    '10:15  message client investigating → bo@cornerbakery.example',
    '10:15  message partner certificate-investigating → C0BRIGHT',
    '10:15  announcement investigating investigating',
  ])
})

for (const [how, confirm] of [
  ['says so', { type: 'cause-confirmed', by: 'kofi' }],
  ['ticks off the task that asks', { type: 'task-done', task: 'confirm-tls.expired', by: 'kofi' }],
] as const)
  test(`once a person ${how}, the client reads the cause`, () => {
    const world = new World(TEN, { playbooks: [certificate] }).goesDown().showsCause('tls.expired', 0.7).passes('5m')
    world.happens(confirm).passes('10m')
    assert.ok(world.story('message').includes('10:15  message client certificate-investigating → bo@cornerbakery.example'))
    assert.deepEqual([world.incident.causeConfirmed, world.incident.tasks['confirm-tls.expired']?.done], [true, true])
  })

test('each likely cause is confirmed for itself, and evidence that leaves no doubt closes the question', () => {
  const world = new World(TEN, { playbooks: [certificate] }).goesDown().showsCause('tls.expired', 0.7)
  world.showsCause('tls.chain', 0.8)
  assert.deepEqual([world.incident.tasks['confirm-tls.expired']?.done, world.incident.tasks['confirm-tls.chain']?.done], [true, false])
  world.showsCause('tls.chain', 0.95)
  assert.equal(world.incident.tasks['confirm-tls.chain']?.done, true)
})

test('whether a client who was told of a cause is corrected is decided by a person', () => {
  const world = new World(TEN).goesDown().showsCause('tls.expired').passes('15m').showsCause('host.service_down')
  assert.equal(world.incident.tasks['correct-tls.expired']?.title, 'The client was told of tls.expired: decide whether to correct it')
  assert.deepEqual(
    world.story('message').filter((line) => line.includes('cause-corrected')),
    [],
  )
})

test('a client who was told of no cause needs no correction', () => {
  const world = new World(TEN).goesDown().showsCause('unknown').passes('50m').showsCause('tls.expired')
  assert.deepEqual(
    Object.keys(world.incident.tasks).filter((task) => task.startsWith('correct')),
    [],
  )
})

test('an action that is under way ends although the cause has changed meanwhile', () => {
  const world = new World(TEN).goesDown().showsCause('tls.expired').passes('1m').showsCause('unknown').passes('1m')
  world.happens({ type: 'action-ended', run: 'certificate-renew', result: 'done', output: 'Renewed.' })
  assert.deepEqual(world.story('action'), ['10:00  action renew started', '10:02  action renew done'])
  const other = new World(TEN).goesDown().showsCause('tls.expired').passes('1m').showsCause('unknown').passes('10m')
  assert.deepEqual(other.story('action'), ['10:00  action renew started', '10:10  action renew failed'])
})

test('a task of the next playbook is opened even where the former had one of that name', () => {
  const other = { ...certificate, id: 'other', causes: ['dns.*'] }
  const world = new World(TEN, { playbooks: [other, certificate] }).goesDown().showsCause('tls.expired').showsCause('dns.lame')
  world.happens({ type: 'task-done', task: 'check', by: 'kofi' })
  assert.deepEqual([world.incident.steps['story/check']?.state, world.incident.steps['other/check']?.state], ['done', 'started'])
  world.happens({ type: 'task-done', task: 'other.check', by: 'kofi' })
  assert.equal(world.incident.steps['other/check']?.state, 'done')
})
