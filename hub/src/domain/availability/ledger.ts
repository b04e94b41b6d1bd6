import type { Instant, Span } from '../instant.ts'
import { downStretches, isLong, knownStretch, lengthOf, overlap, union } from './stretches.ts'
import type { Seen, Stretch } from './stretches.ts'

/** What became of every millisecond of a period: the first four are the whole of it (REV-3). */
export type Ledger = {
  readonly up: Span
  readonly down: Span // unscheduled
  readonly unknown: Span // not watched
  readonly maintenance: Span // inside planned windows, whatever was seen
  readonly scheduledDown: Span // of that, what was seen down
}

/** How it is counted, to be printed beside every figure. */
export const METHOD =
  'Availability is the time up, divided by the time up and down. Down counts from the first failed check of a genuine outage to the first good one. Planned maintenance and what was not watched are left out, and shown apart.'

/** Counts a period: planned windows first, then what was not watched, then genuine outages; the rest was up. */
export function ledgerOf(watched: {
  readonly period: Stretch
  readonly seen: readonly Seen[]
  readonly outages: readonly Stretch[] // genuine ones
  readonly windows: readonly Stretch[] // of planned maintenance
  readonly aliveUntil: Instant | null // when a probe last said that it lives; null: never
}): Ledger {
  const { period, seen, outages, windows, aliveUntil } = watched
  const known = knownStretch(seen, aliveUntil)
  const failures = downStretches(seen, known)
  const within = (stretches: readonly Stretch[]) => union(stretches.map((one) => overlap(one, period)).filter(isLong))
  const planned = within(windows)
  const genuine = within(common(failures, outages))
  const maintenance = total(planned)
  const knownOutside = known ? lengthOf(overlap(known, period)) - total(common([overlap(known, period)], planned)) : 0
  const down = total(genuine) - total(common(genuine, planned))
  return {
    up: (knownOutside - down) as Span,
    down: down as Span,
    unknown: (lengthOf(period) - maintenance - knownOutside) as Span,
    maintenance: maintenance as Span,
    scheduledDown: total(within(common(failures, planned))) as Span,
  }
}

const common = (some: readonly Stretch[], others: readonly Stretch[]): Stretch[] =>
  some.flatMap((one) => others.map((other) => overlap(one, other)).filter(isLong))

const total = (stretches: readonly Stretch[]): number => stretches.reduce((sum, one) => sum + lengthOf(one), 0)

/** Several sites together: a fleet. */
export const sumOf = (ledgers: readonly Ledger[]): Ledger => {
  const sum = (of: keyof Ledger) => ledgers.reduce((all, ledger) => all + ledger[of], 0) as Span
  return {
    ...{ up: sum('up'), down: sum('down'), unknown: sum('unknown') },
    ...{ maintenance: sum('maintenance'), scheduledDown: sum('scheduledDown') },
  }
}

/** From 0 to 1; null where nothing was watched outside maintenance. */
export const availabilityOf = ({ up, down }: Ledger): number | null => (up + down === 0 ? null : up / (up + down))

/** The part of all downtime that was planned (PRE-5: more than half is the aim), from 0 to 1; null without downtime. */
export const plannedPart = ({ down, scheduledDown }: Ledger): number | null =>
  down + scheduledDown === 0 ? null : scheduledDown / (down + scheduledDown)
