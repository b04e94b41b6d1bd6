import { after, days } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Maintenance } from './read-maintenance.ts'
import { occurrencesOf } from './repeats.ts'
import type { Repeats } from './repeats.ts'

/** A window that repeats: its facts, its rhythm, and up to when its occurrences are on the calendar. Each of these is a window of its own. */
export type Series = {
  readonly partner: string
  readonly id: string
  readonly facts: Maintenance // of the first
  readonly repeats: Repeats
  readonly by: string
  readonly plannedThrough: Instant
  readonly endedAt: Instant | null
  readonly wakeAt: Instant | null // when the next comes within sight
}

const AHEAD = days(35) // so far ahead occurrences are on the calendar: well before the first notice of each
const LOOKED_THROUGH = days(800) // a rhythm that brings none within that time is over

export const beginSeries = (partner: string, facts: Maintenance, repeats: Repeats, by: string): Series => ({
  ...{ partner, id: facts.id, facts, repeats, by },
  plannedThrough: (facts.startsAt - 1) as Instant,
  endedAt: null,
  wakeAt: facts.startsAt,
})

/**
 * The windows that come within sight now, each once, and the series after that. What begins in the past is passed over: a hub that stood
 * still tells nobody of it. The first is planned however far ahead it is.
 */
export function extendSeries(series: Series, at: Instant): { readonly series: Series; readonly windows: readonly Maintenance[] } {
  if (series.endedAt !== null) return { series, windows: [] }
  const { facts, repeats, plannedThrough } = series
  const through = Math.max(facts.startsAt, after(at, AHEAD), plannedThrough) as Instant
  const windows = occurrencesOf(repeats, (plannedThrough + 1) as Instant, through)
    .filter(({ at: startsAt }) => startsAt >= at)
    .map(({ date, at: startsAt }) => ({ ...facts, id: `${facts.id}-${date}`, startsAt, endsAt: after(startsAt, facts.lasts) }))
  const next = occurrencesOf(repeats, (through + 1) as Instant, after(through, LOOKED_THROUGH))[0]
  const wakeAt = next === undefined ? null : after(next.at, -AHEAD as typeof AHEAD)
  return { series: { ...series, plannedThrough: through, wakeAt }, windows }
}

/** No further occurrence is planned; what is on the calendar stays until it is called off. */
export const endSeries = (series: Series, at: Instant): Series => ({ ...series, endedAt: series.endedAt ?? at, wakeAt: null })
