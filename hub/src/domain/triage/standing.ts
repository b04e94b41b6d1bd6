import { between, seconds } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Absence } from './quorum.ts'

/** What is known of a location: when a probe of it last spoke, since when that one cannot see, and since when its word is not taken. */
export type Standing = { readonly aliveAt: Instant; readonly blindSince: Instant | null; readonly setAsideAt: Instant | null }

/** So long a location that says nothing is taken to be there: three of its reports. */
export const HEARD_WITHIN = seconds(45)

/** Why the location has no vote now; null where it has one. It is never taken to see well only because it says nothing (I-6). */
export function absenceOf({ aliveAt, blindSince, setAsideAt }: Standing, now: Instant): Exclude<Absence, 'not-asked'> | null {
  if (setAsideAt !== null) return 'set-aside'
  if (between(aliveAt, now) > HEARD_WITHIN) return 'silent'
  return blindSince === null ? null : 'cannot-see'
}
