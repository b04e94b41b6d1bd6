import { common, downStretches, firstOf, knownStretches, total, union } from '../availability/stretches.ts'
import type { Alive, Seen, Stretch } from '../availability/stretches.ts'
import { daysBefore } from '../calendar/days-before.ts'
import { minutes } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'

/** One day of one site: how long it was known, and how long of that it was down. */
export type Bar = {
  readonly date: string // local, YYYY-MM-DD
  readonly state: 'well' | 'partial' | 'down' | 'unknown' // partial: well as long as it was watched, which was not the whole day
  readonly known: Span
  readonly down: Span
}

export type Watched = {
  readonly seen: readonly Seen[]
  readonly outages: readonly Stretch[] // genuine ones; a failure outside them was a false alarm and counts as well
  readonly alive: readonly Alive[]
  readonly now: Instant
  readonly zone: string
  readonly days: number
}

// So long a probe may be silent without anything having happened to it.
const SIGN_OF_LIFE = minutes(2)

/** The last days of a site, the oldest first. Before its first transition, and while no probe looked, it is unknown. */
export function barsOf({ seen, outages, alive, now, zone, days }: Watched): Bar[] {
  const known = knownStretches(firstOf(seen), alive)
  const down = union(common(downStretches(seen, alive), outages))
  return daysBefore(now, zone, days).map(({ date, ...day }) => {
    const knownHere = total(common(known, [day]))
    const downHere = total(common(down, [day]))
    const isWhole = knownHere >= Math.min(day.to, now) - day.from - SIGN_OF_LIFE
    const state = knownHere === 0 ? 'unknown' : downHere > 0 ? 'down' : isWhole ? 'well' : 'partial'
    return { date, state, known: knownHere as Span, down: downHere as Span }
  })
}

/** The share of the known time in which the site was not down, from 0 to 1; null when nothing is known. */
export function availabilityOf(bars: readonly Bar[]): number | null {
  const known = bars.reduce((sum, bar) => sum + bar.known, 0)
  return known === 0 ? null : 1 - bars.reduce((sum, bar) => sum + bar.down, 0) / known
}
