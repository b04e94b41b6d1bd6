import assert from 'node:assert/strict'
import { test } from 'node:test'
import { steps, World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'
const told = steps('tell, start: 5m after confirmed, unless: [recovered], message: { to: client, template: investigating }')
const outage = (more = {}) =>
  new World(TEN, { playbooks: [told], ...more }).goesDown().showsCause('unknown').acknowledges('ana').passes('10m')
const clears = (world: World) => world.story('message', 'announcement').filter((line) => line.includes('all-clear'))

test('a confirmation goes to everyone who was told, once each, over the same channels, and to nobody else (CLR-2, I-40)', () => {
  const world = outage().comesBack().passes('15m')
  assert.deepEqual(clears(world), [
    '10:25  message partner all-clear → C0BRIGHT',
    '10:25  announcement resolved all-clear',
    '10:25  message client all-clear → bo@cornerbakery.example',
  ])
  const early = new World(TEN, { playbooks: [told] }).goesDown().showsCause('unknown').comesBack().passes('15m')
  assert.deepEqual(
    clears(early).filter((line) => line.includes('client')),
    [],
  )
})

test('a failed look inside the window begins it again (CLR-1, I-38)', () => {
  const world = outage().comesBack().passes('14m').blinks().passes('14m')
  assert.equal(world.incident.phase, 'stabilising')
  world.passes('1m')
  assert.deepEqual(world.story('state').slice(-1), ['10:39  state resolved'])
})

test('what was still on its way at the all clear is heard after it as well, and then the all clear', () => {
  const world = outage({ post: 'by hand' })
  const { key } = world.last('investigating')
  world.isTaken(key).comesBack().passes('15m')
  assert.equal(world.last('incident-opened').state, 'cancelled')
  assert.deepEqual(clears(world), ['10:25  announcement resolved all-clear'])
  world.passes('5s').settles(key, 'delivered')
  assert.deepEqual(clears(world), [
    '10:25  announcement resolved all-clear',
    '10:25:05  message client all-clear → bo@cornerbakery.example',
  ])
  world.settles(world.last('all-clear').key, 'delivered').settles(key, 'delivered')
  assert.equal(clears(world).length, 2)
})

test('who may have heard of it, nobody knows, hears the all clear', () => {
  const world = outage({ post: 'by hand' })
  world.settles(world.last('investigating').key, 'uncertain', 'the connection was lost').comesBack().passes('15m')
  assert.deepEqual(clears(world).slice(1), ['10:25  message client all-clear → bo@cornerbakery.example'])
})

test('an address that bounced hears nothing more, not even the all clear', () => {
  const world = outage().happens({ type: 'bounced', address: 'bo@cornerbakery.example' }).comesBack().passes('15m')
  assert.deepEqual(clears(world).slice(2), ['10:25  message client all-clear → bo.hart@mailbox.example'])
})

test('an address that bounces after the all clear hears nothing more, whatever arrives there late', () => {
  const world = outage({ post: 'by hand' })
  const { key } = world.last('investigating')
  world.isTaken(key).comesBack().passes('15m').happens({ type: 'bounced', address: 'bo@cornerbakery.example' }).settles(key, 'delivered')
  assert.deepEqual(clears(world), ['10:25  announcement resolved all-clear'])
})

test('a person may resolve it by hand only while the site is well, with a reason, and it says so (I-39)', () => {
  const byHand = { type: 'resolved-by-hand', by: 'ana', reason: 'planned restart' } as const
  const world = outage().happens(byHand)
  assert.equal(world.incident.phase, 'open')
  assert.equal(world.story('note').at(-1), '10:10  ana wanted to resolve it (planned restart), but the site is not seen well.')
  world.comesBack().passes('2m').happens(byHand)
  assert.equal(world.incident.phase, 'resolved')
  assert.equal(
    world.entries.find(({ state }) => state === 'resolved')?.note,
    'Resolved by ana before the stability window ended: planned restart',
  )
  const { entries } = world
  const count = entries.length
  world.happens(byHand)
  assert.equal(entries.length, count)
})

test('the tracking task, and every other one, keeps an incident from being closed (REA-12, I-12)', () => {
  const world = outage().comesBack().passes('15m')
  assert.equal(world.incident.phase, 'resolved')
  world.passes('2d').happens({ type: 'task-done', task: 'follow-through', by: 'ana' })
  assert.equal(world.incident.phase, 'resolved')
  world.happens({ type: 'review-held', by: 'ana', lessons: 'None.', publicText: null })
  assert.deepEqual(world.story('state').slice(-1), ['Fri 10:25  state reviewed'])
})

test('an incident whose tasks are all done is closed by its review after the all clear, not before (REV-1)', () => {
  const world = outage().comesBack().happens({ type: 'task-done', task: 'follow-through', by: 'ana' })
  assert.equal(world.incident.phase, 'stabilising')
  assert.deepEqual(world.passes('15m').story('state').slice(-1), ['10:25  state resolved'])
  world.happens({ type: 'review-held', by: 'ana', lessons: 'None.', publicText: null })
  assert.equal(world.incident.phase, 'reviewed')
})

test('after the all clear no page, no step and no message follows', () => {
  const world = outage().comesBack().passes('15m')
  const { length } = world.entries
  assert.equal(world.incident.wakeAt, world.incident.tasks['review']!.remindAt) // only its review is waited for
  world.goesDown().comesBack().blinks().acknowledges('ana').showsCause('tls.expired').passes('3d')
  assert.equal(world.entries.length, length)
})

test('a false alarm is recorded with its reason and tells nobody (TRI-2)', () => {
  const world = new World(TEN).blinks().passes('1d')
  assert.deepEqual(world.story('state', 'page', 'message', 'announcement', 'task'), ['10:00  state suspected', '10:00  state false-alarm'])
  assert.equal(world.entries.at(-1)?.note, 'One look failed.')
})

test('a site that flaps gets its all clear later (CLR-1)', () => {
  const world = outage().comesBack().passes('5m').goesDown().passes('5m').comesBack().passes('5m').goesDown().passes('5m').comesBack()
  world.passes('29m')
  assert.equal(world.incident.phase, 'stabilising')
  world.passes('1m')
  assert.equal(world.incident.phase, 'resolved')
})

test('a wall that turned our probe away opens one task to have it let in, and still nobody is told (TRI-2)', () => {
  const wall = { type: 'turned-away', at: 'Cloudflare', probe: '“Allclear” from harbor', met: 'a Cloudflare challenge' } as const
  const world = new World(TEN).blinks().happens(wall).happens(wall).passes('1d')
  assert.deepEqual(world.story('page', 'message', 'announcement'), [])
  assert.equal(world.entries.at(-1)?.note, 'Have our probe let in at Cloudflare: “Allclear” from harbor met a Cloudflare challenge')
  assert.deepEqual([world.incident.phase, world.incident.wakeAt, world.story('task').length], ['false-alarm', null, 1])
  world.happens({ type: 'task-done', task: 'let-probe-in', by: 'ana' })
  assert.deepEqual([world.incident.phase, world.incident.tasks['let-probe-in']?.done], ['false-alarm', true])
})
