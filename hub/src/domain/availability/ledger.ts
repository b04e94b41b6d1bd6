import type { Span } from '../instant.ts'
import { common, downStretches, firstOf, knownStretches, lengthOf, total, union } from './stretches.ts'
import type { Alive, Seen, Stretch } from './stretches.ts'

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
  readonly alive: readonly Alive[]
}): Ledger {
  const { period, seen, outages, windows, alive } = watched
  const failures = downStretches(seen, alive)
  const genuine = within(common(failures, outages), period)
  const known = within(knownStretches(firstOf(seen), alive), period)
  const planned = within(windows, period)
  return ledgerFrom({ period, watched: watchedOutside(known, planned), planned, down: total(genuine) as Span, failures, genuine })
}

/** How long a site was watched outside planned windows; neither may overlap itself. */
export const watchedOutside = (known: readonly Stretch[], planned: readonly Stretch[]): Span =>
  (total(known) - total(common(known, planned))) as Span

/**
 * The same from what was counted before: `watched` is how long it was watched outside planned windows, `planned` lies within the period and does
 * not overlap; `down` is how long the site was genuinely down in it, of which `genuine` need only name what lies in planned windows, as
 * `failures` need of all that was seen failing.
 */
export function ledgerFrom(counted: {
  readonly period: Stretch
  readonly watched: Span
  readonly planned: readonly Stretch[]
  readonly down: Span
  readonly genuine: readonly Stretch[]
  readonly failures: readonly Stretch[]
}): Ledger {
  const { period, watched, planned, genuine, failures } = counted
  const maintenance = total(planned)
  const down = counted.down - total(common(genuine, planned))
  return {
    up: (watched - down) as Span,
    down: down as Span,
    unknown: (lengthOf(period) - maintenance - watched) as Span,
    maintenance: maintenance as Span,
    scheduledDown: total(union(common(failures, planned))) as Span,
  }
}

/** When a site was genuinely down in one outage: from the failures of its monitors to what they saw next. */
export const genuineDown = (seen: readonly Seen[], alive: readonly Alive[], outage: Stretch): Stretch[] =>
  within(downStretches(seen, alive), outage)

/** Stretches as far as they lie in a period, each moment once. */
export const within = (stretches: readonly Stretch[], period: Stretch): Stretch[] => union(common(stretches, [period]))

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
