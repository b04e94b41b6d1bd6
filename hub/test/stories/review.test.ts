import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reviewOf } from '../../src/domain/review/review-of.ts'
import { iso, minutes } from '../../src/domain/instant.ts'
import { World } from './world.ts'

const TEN = '2026-03-04T10:00:00-06:00'

function cleared() {
  const world = new World(TEN).goesDown().showsCause('tls.expired').passes('20m').happens({ type: 'acknowledged', by: 'ana' })
  for (const { key } of world.posted)
    if (world.posted.some((one) => one.key === key && one.state === 'waiting')) world.isTaken(key).settles(key, 'delivered')
  return world.passes('10m').comesBack().passes('1h')
}
const othersDone = (world: World) => {
  for (const [task, { followUp, done }] of Object.entries(world.incident.tasks))
    if (!followUp && !done && task !== 'review') world.happens({ type: 'task-done', task, by: 'ana' })
  return world
}

test('an outage of which anybody was told is closed only through its review, due in five business days (REV-1)', () => {
  const world = othersDone(cleared())
  assert.equal(world.incident.phase, 'resolved')
  assert.equal(iso(world.incident.tasks['review']!.remindAt!).slice(0, 10), '2026-03-11')
  world.happens({ type: 'review-held', by: 'ana', lessons: 'Renew earlier.', publicText: 'We now renew earlier.' })
  assert.equal(world.incident.phase, 'reviewed')
  const published = world.moments.at(-1)!.decision.effects.find((effect) => effect.do === 'announce')
  assert.equal(published?.text, 'We now renew earlier.')
})

test('a false alarm, and an outage that nobody heard of, need no review', () => {
  const world = new World(TEN).goesDown()
  assert.equal(world.incident.tasks['review'], undefined)
})

test('a review measures the times against what was promised (REV-1)', () => {
  const world = cleared()
  const events = world.moments.map(({ at, event }) => ({ at, event }))
  const { measures } = reviewOf(world.incident, events)
  const measure = (what: string) => measures.find((one) => one.what === what)!
  assert.deepEqual(
    [measure('acknowledge').took, measure('acknowledge').policy, measure('acknowledge').isLate],
    [minutes(20), minutes(15), true],
  )
  assert.notEqual(measure('cause').took, null)
  assert.equal(measure('all clear').at, world.incident.resolvedAt)
})
