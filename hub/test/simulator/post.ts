import type { Roll } from '../stories/dice.ts'
import type { Fault } from './faults.ts'
import { isUnderWay } from './life.ts'
import type { Life } from './life.ts'
import type { SimWorld } from './world.ts'

/** What waits is sent, and what is on its way ends: as the faults of the story have it. */
export function carry(world: SimWorld, lives: readonly Life[], roll: Roll) {
  const has = (fault: Fault) => world.story.faults.includes(fault)
  const isSlow = has('slow-post')
  for (const life of lives) {
    if (life.underWay.length === 0) continue
    const busy = new Set<string>() // nothing overtakes what goes before it to the same address
    for (const one of life.underWay) {
      if (!isUnderWay(one)) continue
      const way = `${one.contract} ${one.to}`
      if (busy.has(way)) continue
      busy.add(way)
      if (one.state === 'waiting' && !(isSlow && roll.chance(0.4))) one.state = life.incident.resolvedAt === null ? 'sending' : 'late'
      if (one.state === 'waiting') continue
      if (isSlow && roll.chance(0.3)) continue
      const outcome =
        has('refusals') && roll.chance(0.25) ? 'refused' : has('uncertain-sends') && roll.chance(0.25) ? 'uncertain' : 'delivered'
      busy.delete(way)
      if (one.state === 'sending') one.state = outcome
      else if (one.template === 'all-clear' || one.template === 'morning-summary') one.state = outcome
      world.tell(life, { type: 'delivered', key: one.key, outcome, reason: null })
      if (has('told-twice') && roll.chance(0.2)) world.tell(life, { type: 'delivered', key: one.key, outcome, reason: null })
      if (outcome === 'uncertain' && has('out-of-order') && roll.chance(0.5))
        world.tell(life, { type: 'delivered', key: one.key, outcome: 'delivered', reason: null })
    }
    life.forgetEnded()
  }
}

/** Everything that was posted arrives, and what follows from that as well. */
export function everythingArrives(world: SimWorld) {
  for (let round = 0, more = true; more && round < 20; round++) {
    more = false
    for (const life of world.lives) {
      for (const one of life.underWay) {
        if (!isUnderWay(one)) continue
        if (one.state === 'late' && one.template !== 'all-clear' && one.template !== 'morning-summary') continue
        one.state = 'delivered'
        more = true
        world.hear(life, { type: 'delivered', key: one.key, outcome: 'delivered', reason: null })
      }
      life.forgetEnded()
    }
  }
}
