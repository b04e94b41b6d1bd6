import assert from 'node:assert/strict'
import { test } from 'node:test'
import { steps, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'
const talkative = steps(
  'ask, start: at once, approval: { from: client, template: incident-opened }',
  'tell, start: at once, message: { to: [client, partner, public, responders], template: incident-opened }',
  'post, start: at once, announce: { template: incident-opened }',
  'up, start: at once, escalate: { to: next }',
  'after, start: 1m after recovered, message: { to: client, template: all-clear }',
)
const refused = () => new World(TEN, { playbooks: [talkative] }).goesDown({ healsByItself: true }).showsCause('host.service_down')

test('a refused site that is back after ten seconds is never paged nor told, by no step either, and hears no all clear', () => {
  const world = refused().passes('10s').comesBack().passes('1h')
  assert.deepEqual(world.story('page', 'message', 'announcement', 'escalation', 'approval'), [])
  assert.deepEqual(world.story('state'), [
    '10:00  state suspected',
    '10:00  state open',
    '10:00:10  state stabilising',
    '10:15:10  state resolved',
  ])
})

test('what a person writes for the status page of a site that is back makes its client hear no sooner than its partner (I-34)', () => {
  const world = refused().passes('10s').comesBack()
  world.happens({ type: 'update-written', by: 'ana', stage: 'monitoring', text: 'It was short.' }).passes('14m')
  assert.deepEqual(world.story('announcement').length, 1)
  assert.deepEqual(world.story('message'), [])
})

test('whoever is handed a site that is back within moments is paged, and nobody outside hears of it by that (I-34)', () => {
  const world = refused().passes('5s').happens({ type: 'handed-over', by: 'ana', to: 'kofi' }).passes('5s').comesBack().passes('14m')
  assert.ok(world.story('page').every((line) => line.includes('kofi')))
  assert.deepEqual(world.story('message', 'announcement', 'approval'), [])
})

test('fifty restarts of ten seconds give no page and no thread', () => {
  const world = new World(TEN)
  for (let n = 0; n < 50; n++)
    world.goesDown({ healsByItself: true }).showsCause('host.service_down').passes('10s').comesBack().passes('5m')
  assert.deepEqual(world.story('page', 'message', 'announcement'), [])
  assert.equal(world.incident.outages, 50)
})

test('after 30 seconds of failing the page, the thread and the public update begin together, the thread no later than the client (I-34)', () => {
  const world = refused().passes('30s')
  assert.deepEqual(world.story('page', 'message', 'announcement').slice(0, 5), [
    '10:00:30  page ana push',
    '10:00:30  page ana mail',
    '10:00:30  message partner incident-opened → C0BRIGHT',
    '10:00:30  announcement identified incident-opened',
    '10:00:30  message client incident-opened → bo@cornerbakery.example',
  ])
})

test('who never heard of the first outage is told of the second as of a first', () => {
  const world = refused().passes('10s').comesBack().passes('5m').goesDown({ healsByItself: true }).passes('30s')
  assert.deepEqual(world.story('message').slice(0, 1), ['10:05:40  message partner incident-opened → C0BRIGHT'])
})

test('what cannot heal by itself is paged at once', () => {
  assert.deepEqual(new World(TEN).goesDown().story('page'), ['10:00  page ana push', '10:00  page ana mail'])
})

test('what a step repeats is not said of a relapse either before that is worth while', () => {
  const repeats = steps('again, start: 1m after confirmed, every: 1m, announce: { template: still-working }')
  const world = new World(TEN, { playbooks: [repeats] }).goesDown().showsCause('host.service_down').passes('90s').comesBack().passes('20s')
  world.goesDown({ healsByItself: true }).passes('20s').comesBack().passes('1h')
  assert.deepEqual(
    world.story('announcement').filter((line) => line.startsWith('10:02')),
    [],
  )
})
