import { days, hours, milliseconds } from '../../src/domain/instant.ts'
import { isOpen } from './playing.ts'
import { everythingArrives } from './post.ts'
import type { SimWorld } from './world.ts'

/** Faults stop: everything is well, everybody does what they have to, everything that was posted arrives, and time goes by. */
export function endWell(world: SimWorld) {
  const { probe } = world
  Object.assign(probe, { isBlind: false, resolverFails: false, skew: milliseconds(0), otherLocations: 'none' })
  world.dies = 'not'
  world.isStandingStill = false
  const most = Math.max(world.now, ...world.lives.map(({ lastAt }) => lastAt))
  world.passes(milliseconds(most - world.now))
  for (const site of Object.keys(world.plan.sites)) {
    Object.assign(probe.truths.get(site)!, { walled: false, blinks: false, warns: false })
    probe.heals(site)
    world.work.does(site, { type: 'cancelled', by: 'ana', reason: 'The story ends.' })
    world.work.does(site, { type: 'completed', by: 'ana' })
  }
  world.passes(hours(2))
  for (const life of world.lives) for (let scan = 0; scan < 2 && isOpen(life); scan++) world.hear(life, { type: 'marked', mark: 'cleaned' })
  everythingArrives(world)
  world.passes(days(2))
  everythingArrives(world)
  for (const life of world.lives)
    for (const [task, { done }] of Object.entries(life.incident.tasks)) if (!done) world.hear(life, { type: 'task-done', task, by: 'ana' })
}
