import type { Happening } from '../../src/domain/incident/incident.ts'
import type { Roll } from '../stories/dice.ts'
import type { Fault } from './faults.ts'
import type { Life } from './life.ts'
import type { SimWorld } from './world.ts'

/** One kind of move: how often it is drawn, and what it does. It finds the newest incident of its site by itself, and does nothing where there is none. */
export type Playing = {
  readonly of?: Fault // what the story must have for it
  readonly often: number
  readonly happens: (world: SimWorld, site: string, roll: Roll) => void
}
export type Moves = Readonly<Record<string, Playing>>

/** Something that somebody does about the newest incident of a site, over or not. */
export const says = (
  of: Fault | undefined,
  often: number,
  what: (life: Life, roll: Roll, world: SimWorld) => Happening | null,
): Playing => ({
  ...(of ? { of } : {}),
  often,
  happens(world, site, roll) {
    const life = world.newestOf(site)
    const happening = life ? what(life, roll, world) : null
    if (life && happening) world.tell(life, happening)
  },
})

/** Whether an outage is not over. */
export const isOpen = ({ incident }: Life) => incident.phase === 'open' || incident.phase === 'stabilising'
