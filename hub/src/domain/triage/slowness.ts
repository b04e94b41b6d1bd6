import { seconds } from '../instant.ts'
import type { Span } from '../instant.ts'

/** How fast a monitor answered within one hour. */
export type Hour = { readonly checks: number; readonly totalMs: number }

const TIMES = 3
const LEAST = seconds(2)
const SHARE = 0.95
const ENOUGH_HOURS = 24
/** So many slow looks in a row are a state; fewer are chance. */
export const SLOW_LOOKS = 5

/**
 * From when on a site is slow for itself: three times what 95 % of its hours of the last week kept to, at least two seconds (MON-3). An hour
 * stands for its mean, since no single look is kept. Null while less than a day of it is known.
 */
export function slowAfter(hours: readonly Hour[]): Span | null {
  const means = hours.flatMap(({ checks, totalMs }) => (checks > 0 ? [totalMs / checks] : [])).toSorted((a, b) => a - b)
  if (means.length < ENOUGH_HOURS) return null
  return Math.max(LEAST, Math.round(means[Math.ceil(means.length * SHARE) - 1]! * TIMES)) as Span
}
