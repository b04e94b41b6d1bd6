import { hours } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { RollUp } from '../domain/latency/roll-up.ts'

const HOUR = hours(1)
const BUCKETS = 8
const RADIX = 36

/** What was seen within one hour; `hour` is its first instant. */
export type Hour = RollUp & { readonly hour: Instant }

/**
 * The hours of one day in as few letters as they need: a semicolon between hours, and of each failures, total, worst and the buckets up to the
 * last that is not empty, in base 36. `day` is its first instant.
 */
export function packHours(day: Instant, all: readonly Hour[]): string {
  const slots = Array.from({ length: 24 }, () => '')
  for (const { hour, failures, totalMs, worstMs, buckets } of all) {
    const filled = buckets.slice(0, buckets.findLastIndex((count) => count > 0) + 1)
    slots[(hour - day) / HOUR] = [failures, Math.round(totalMs), Math.round(worstMs), ...filled].map((n) => n.toString(RADIX)).join(' ')
  }
  return slots.join(';')
}

/** The hours again, the earliest first; how many looks there were follows from their buckets and failures. */
export const unpackHours = (day: Instant, packed: string): Hour[] =>
  packed.split(';').flatMap((slot, n) => {
    if (slot === '') return []
    const [failures = 0, totalMs = 0, worstMs = 0, ...filled] = slot.split(' ').map((digits) => parseInt(digits, RADIX))
    const buckets = Array.from({ length: BUCKETS }, (_, at) => filled[at] ?? 0)
    const checks = buckets.reduce((sum, count) => sum + count, failures)
    return [{ hour: (day + n * HOUR) as Instant, checks, failures, totalMs, worstMs, buckets }]
  })
