import type { Span } from '../instant.ts'

/** Up to how many milliseconds a look falls into which bucket of the histogram, the bound itself included; the eighth has no end. */
export const BOUNDS = [50, 100, 200, 400, 800, 1600, 3200] as const
const BUCKETS = BOUNDS.length + 1

/** What is kept of many looks. How long they took is known of those that found something well; of failures there is only the number. */
export type RollUp = {
  readonly checks: number
  readonly failures: number
  readonly totalMs: number
  readonly worstMs: number
  readonly buckets: readonly number[] // eight, how many looks in each
}

const NOTHING: RollUp = { checks: 0, failures: 0, totalMs: 0, worstMs: 0, buckets: Array.from({ length: BUCKETS }, () => 0) }

/** One look; `tookMs` is null for a failure. */
export function rollUpOf(tookMs: number | null): RollUp {
  if (tookMs === null) return { ...NOTHING, checks: 1, failures: 1 }
  return { checks: 1, failures: 0, totalMs: tookMs, worstMs: tookMs, buckets: NOTHING.buckets.with(bucketOf(tookMs), 1) }
}

function bucketOf(tookMs: number): number {
  const at = BOUNDS.findIndex((bound) => tookMs <= bound)
  return at === -1 ? BOUNDS.length : at
}

/** Several taken together. */
export const sumOf = (all: readonly RollUp[]): RollUp =>
  all.reduce(
    (sum, one) => ({
      checks: sum.checks + one.checks,
      failures: sum.failures + one.failures,
      totalMs: sum.totalMs + one.totalMs,
      worstMs: Math.max(sum.worstMs, one.worstMs),
      buckets: sum.buckets.map((count, n) => count + one.buckets[n]!),
    }),
    NOTHING,
  )

/** How long a look took on average; null where none found anything well. */
export function meanOf({ checks, failures, totalMs }: Pick<RollUp, 'checks' | 'failures' | 'totalMs'>): Span | null {
  const answered = checks - failures
  return answered === 0 ? null : (Math.round(totalMs / answered) as Span)
}

/**
 * What a share of the looks kept to (0.95: all but one of twenty); null where none found anything well. It lies in the bucket that the true
 * one lies in: off by less than half or double, and below 50 ms by less than 50 ms.
 */
export function percentileOf({ buckets, worstMs }: Pick<RollUp, 'buckets' | 'worstMs'>, share: number): Span | null {
  const rank = buckets.reduce((sum, count) => sum + count, 0) * share
  let below = 0
  for (const [n, count] of buckets.entries()) {
    if (count > 0 && below + count >= rank) {
      const from = BOUNDS[n - 1] ?? 0
      const to = Math.max(from, Math.min(BOUNDS[n] ?? worstMs, worstMs))
      return Math.round(from + (to - from) * ((rank - below) / count)) as Span
    }
    below += count
  }
  return null
}
