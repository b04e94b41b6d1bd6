import { daysBefore } from '../calendar/days-before.ts'
import { after, hours } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { percentileOf, sumOf } from './roll-up.ts'
import type { RollUp } from './roll-up.ts'

/** What half of the looks kept to, and what 95 % did; null where none found anything well. */
export type Speed = { readonly median: Span | null; readonly most: Span | null }

type Hour = RollUp & { readonly hour: Instant }

const HOUR = hours(1)
const HOURS = 24

/** How fast a site answered: in each of the last 24 hours, on each of the last days of a zone, and in all of either. */
export function speedOf(
  seen: readonly Hour[],
  { now, zone, days }: { readonly now: Instant; readonly zone: string; readonly days: number },
) {
  const thisHour = (now - (now % HOUR)) as Instant
  const lately = Array.from({ length: HOURS }, (_, n) => {
    const from = after(thisHour, (HOUR * (n + 1 - HOURS)) as Span)
    return { at: from, from, to: after(from, HOUR) }
  })
  const local = daysBefore(now, zone, days)
  const within = ({ from, to }: { from: Instant; to: Instant }) => seen.filter(({ hour }) => hour >= from && hour < to)
  return {
    day: shareOf(within({ from: lately[0]!.from, to: after(now, HOUR) })),
    hours: lately.map((one) => ({ at: one.at, ...shareOf(within(one)) })),
    whole: shareOf(seen),
    days: local.map((one) => ({ date: one.date, ...shareOf(within(one)) })),
  }
}

/** What the looks of several stretches together kept to. */
export function shareOf(parts: readonly RollUp[]): Speed {
  const sum = sumOf(parts)
  return { median: percentileOf(sum, 0.5), most: percentileOf(sum, 0.95) }
}
