import { days, hours } from '../instant.ts'
import type { Span } from '../instant.ts'

/** So long a sign-up can be confirmed. */
export const CONFIRM_WITHIN: Span = hours(48)

/** So long sign-ups are remembered for the brakes, and no longer. */
export const REMEMBERED: Span = days(7)

const FROM_ONE_PLACE = 10 // an hour
const FOR_ONE_ADDRESS = 3 // a week
const ON_ONE_PAGE = 200 // an hour

/** How many sign-ups there were before this one. */
export type SignUps = { readonly fromPlace: number; readonly forAddress: number; readonly onPage: number }

/** Why no message may leave for a sign-up; null when one may. Nobody shall be flooded with confirmations through us, nor we be made to flood. */
export function heldBecause({ fromPlace, forAddress, onPage }: SignUps): string | null {
  if (forAddress >= FOR_ONE_ADDRESS) return `There were ${FOR_ONE_ADDRESS} sign-ups for this address in a week.`
  if (fromPlace >= FROM_ONE_PLACE) return `There were ${FROM_ONE_PLACE} sign-ups from one place in an hour.`
  return onPage >= ON_ONE_PAGE ? `There were ${ON_ONE_PAGE} sign-ups on this page in an hour.` : null
}
