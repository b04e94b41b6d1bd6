import type { Seen } from '../../domain/availability/stretches.ts'
import type { Instant } from '../../domain/instant.ts'
import { isOfPage } from '../../domain/triage/beside-the-page.ts'
import type { Transition } from '../../store/transitions.ts'
import { locations } from '../../store/locations.ts'
import type { Db } from '../../store/store.ts'

/** What was seen of the page of a site, for counting: the transitions of its services are left out. */
export const seenOf = (transitions: readonly Transition[]): Seen[] =>
  transitions
    .filter(({ monitor }) => isOfPage(monitor))
    .map(({ monitor, location, result: { at, state } }) => ({ monitor: `${monitor} ${location}`, at, down: state === 'down' }))

/** When a probe last said that it lives; null: never. */
export async function aliveUntil(db: Db): Promise<Instant | null> {
  const alive = Math.max(0, ...(await locations(db)).map(({ aliveAt }) => aliveAt))
  return alive === 0 ? null : (alive as Instant)
}
