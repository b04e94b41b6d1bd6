import { seconds } from '../instant.ts'
import type { Span } from '../instant.ts'
import { percentileOf, sumOf } from '../latency/roll-up.ts'
import type { RollUp } from '../latency/roll-up.ts'

const TIMES = 3
const LEAST = seconds(2)
const SHARE = 0.95
const ENOUGH_HOURS = 24
/** So many slow looks in a row are a state; fewer are chance. */
export const SLOW_LOOKS = 5

/**
 * From when on a site is slow for itself: three times what 95 % of its looks of the last week kept to, at least two seconds (MON-3). Looks
 * are kept as histograms, so the 95 % are read within a bucket; that 95 % of the hours never saw worse narrows it. Null while less than a
 * day of it is known.
 */
export function slowAfter(hours: readonly RollUp[]): Span | null {
  const answered = hours.filter(({ checks, failures }) => checks > failures)
  if (answered.length < ENOUGH_HOURS) return null
  const { buckets } = sumOf(answered)
  return Math.max(LEAST, percentileOf({ buckets, worstMs: worstOfMost(answered) }, SHARE)! * TIMES) as Span
}

// No look of the hours that hold 95 % of the looks took longer, so neither did 95 % of all.
function worstOfMost(hours: readonly RollUp[]): number {
  const all = hours.reduce((sum, { checks, failures }) => sum + checks - failures, 0)
  let counted = 0
  const worst = hours
    .toSorted((a, b) => a.worstMs - b.worstMs)
    .find(({ checks, failures }) => (counted += checks - failures) >= all * SHARE)
  return worst!.worstMs
}
