import { between, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Site } from '../../domain/plan/plan.ts'
import { sightsOn } from '../../store/sights.ts'
import type { Room } from '../room.ts'

const ASKED_EVERY = minutes(5)

/** A trouble of one region that nobody saw for so long is over. */
export const REGION_LASTS = minutes(15)

/**
 * Whether it is known that a location does not reach the site while others see it well: `lately` when everybody was asked within five minutes,
 * `before` when it is time to ask again. A failure that another location reports is asked about at once, whatever is known of this one.
 */
export async function knownRegion(
  { store }: Pick<Room, 'store'>,
  { partner, id }: Pick<Site, 'partner' | 'id'>,
  location: string,
  at: Instant,
): Promise<'lately' | 'before' | null> {
  const sight = (await sightsOn(store.db, partner, id)).find((one) => one.location === location)
  if (!sight?.isAlone || between(sight.at, at) > REGION_LASTS) return null
  return between(sight.at, at) < ASKED_EVERY ? 'lately' : 'before'
}
