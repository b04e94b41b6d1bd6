import assert from 'node:assert/strict'
import { test } from 'node:test'
import { World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'
const outage = () => new World(TEN).goesDown().showsCause('unknown').acknowledges('ana').passes('10m')
const closed = (world: World) => {
  world.comesBack().passes('15m')
  for (const [task, { followUp }] of Object.entries(world.incident.tasks))
    if (!followUp) world.happens({ type: 'task-done', task, by: 'ana' })
  return world
}
const taskLines = (world: World) => world.entries.filter(({ kind }) => kind === 'task').map(({ state, note }) => `${state} ${note}`)

test('a temporary measure leaves a follow-up that outlives the all clear (REA-9)', () => {
  const world = outage().happens({ type: 'measure-taken', by: 'ana', text: 'restarted PHP' })
  assert.deepEqual(taskLines(world).at(-1), 'open Mend for good what holds for now: restarted PHP')
  closed(world)
  assert.equal(world.incident.phase, 'reviewed')
  assert.equal(world.incident.tasks['for-good-1']?.done, false)
})

test('a case with a provider is chased: it is late when the time they promised has passed, and once only (REA-10)', () => {
  const opened = {
    type: 'case-opened',
    by: 'ana',
    provider: 'anchor-hosting',
    name: 'Anchor Hosting',
    number: '4711',
    contact: null,
  } as const
  const world = outage().happens({ ...opened, promisedAt: null })
  const title = 'Case 4711 with Anchor Hosting: see that it is mended'
  assert.equal(taskLines(world).at(-1), `open ${title}`)
  world.happens({ ...opened, promisedAt: null })
  assert.equal(taskLines(world).filter((line) => line === `open ${title}`).length, 1)
  world.passes('59m')
  assert.ok(!taskLines(world).includes(`overdue ${title}`))
  world.passes('1m')
  assert.equal(taskLines(world).at(-1), `overdue ${title}`)
  world.happens({ type: 'case-chased', by: 'ana', task: 'case-1', text: 'a disk is being changed', promisedAt: null }).passes('59m')
  assert.equal(taskLines(world).filter((line) => line === `overdue ${title}`).length, 1)
  world.passes('1m').passes('5h')
  assert.equal(taskLines(world).filter((line) => line === `overdue ${title}`).length, 2)
})

test('a task added by hand is taken, ticked item by item and done; what is done is not done again (REA-12)', () => {
  const added = { type: 'task-added', by: 'ana', title: 'Move the shop', for: 'on-call', dueAt: null, followUp: false } as const
  const world = outage()
    .happens({ ...added, checklist: ['copy the files', 'change the record'] })
    .happens({ type: 'task-taken', task: 'by-hand-1', by: 'kofi' })
    .happens({ type: 'item-ticked', task: 'by-hand-1', item: 1, done: true, by: 'kofi' })
    .happens({ type: 'item-ticked', task: 'by-hand-1', item: 1, done: true, by: 'kofi' })
    .happens({ type: 'item-ticked', task: 'by-hand-1', item: 7, done: true, by: 'kofi' })
    .happens({ type: 'task-done', task: 'by-hand-1', by: 'kofi' })
    .happens({ type: 'task-taken', task: 'by-hand-1', by: 'mei' })
  assert.deepEqual(taskLines(world).slice(-4), [
    'open Move the shop',
    'taken Move the shop',
    'ticked Move the shop: change the record',
    'done Move the shop: done by kofi.',
  ])
})

test('a task that comes after the incident was closed is a follow-up: what is closed stays closed', () => {
  const world = closed(outage())
  assert.equal(world.incident.phase, 'reviewed')
  world.happens({ type: 'task-added', by: 'ana', title: 'Ask why', for: 'on-call', dueAt: null, followUp: false, checklist: [] })
  assert.equal(world.incident.phase, 'reviewed')
  assert.equal(world.incident.tasks['by-hand-1']?.followUp, true)
})
