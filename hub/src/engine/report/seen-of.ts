import type { Seen } from '../../domain/availability/stretches.ts'
import { isOfPage } from '../../domain/triage/beside-the-page.ts'
import type { Transition } from '../../store/transitions.ts'

/** What was seen of the page of a site, for counting: the transitions of its services are left out. */
export const seenOf = (transitions: readonly Transition[]): Seen[] =>
  transitions
    .filter(({ monitor }) => isOfPage(monitor))
    .map(({ monitor, location, result: { at, state } }) => ({ monitor, location, at, down: state === 'down' }))
