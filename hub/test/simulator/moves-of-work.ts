import { after, days, hours, minutes } from '../../src/domain/instant.ts'
import { isOpen } from './playing.ts'
import type { Moves } from './playing.ts'
import type { SimWorld } from './world.ts'

/** What happens to planned work. */
export const MOVES_OF_WORK = {
  'work-planned': {
    of: 'planned-work',
    often: 4,
    happens: (world, site, roll) =>
      world.work.plans(site, roll.one([minutes(20), hours(1), hours(30), days(8)]), minutes(roll.one([30, 120]))),
  },
  'work-begins': { of: 'planned-work', often: 3, happens: (world, site) => world.work.does(site, { type: 'started', by: 'ana' }) },
  'work-ends': { of: 'planned-work', often: 3, happens: (world, site) => world.work.does(site, { type: 'completed', by: 'ana' }) },
  'work-moves': {
    of: 'planned-work',
    often: 2,
    happens: (world, site, roll) =>
      world.work.does(site, {
        type: 'moved',
        by: 'ana',
        startsAt: after(world.now, roll.one([hours(1), hours(26), days(9)])),
        lasts: minutes(roll.one([30, 120])),
        emergency: 'It burns.',
      }),
  },
  'work-off': {
    of: 'planned-work',
    often: 2,
    happens: (world, site) => world.work.does(site, { type: 'cancelled', by: 'ana', reason: 'Not needed.' }),
  },
  'work-extended': {
    of: 'planned-work',
    often: 2,
    happens: (world, site) => world.work.does(site, { type: 'extended', by: 'ana', length: minutes(30) }),
  },
  'days-pass': {
    of: 'planned-work',
    often: 1,
    happens: (world, _, roll) => passHours(world, world.lives.some(isOpen) ? 1 : 12 + roll.upTo(24 * 8)),
  },
} satisfies Moves

// Until something happens: an outage of a week is no other story than that of an hour.
function passHours(world: SimWorld, count: number) {
  for (let left = count; left > 0; left--) {
    world.passes(hours(1))
    if (world.lives.some(isOpen)) return
  }
}
