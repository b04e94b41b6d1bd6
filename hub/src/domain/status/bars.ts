import { inZone } from '../calendar/local-time.ts'
import { minutes } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'

/** One day of one site: how long it was known, and how long of that it was down. */
export type Bar = {
  readonly date: string // local, YYYY-MM-DD
  readonly state: 'well' | 'partial' | 'down' | 'unknown' // partial: well as long as it was watched, which was not the whole day
  readonly known: Span
  readonly down: Span
}

/** What a monitor saw from then on. */
export type Seen = { readonly monitor: string; readonly at: Instant; readonly down: boolean }
export type Stretch = { readonly from: Instant; readonly to: Instant }

export type Watched = {
  readonly seen: readonly Seen[]
  readonly outages: readonly Stretch[] // genuine ones; a failure outside them was a false alarm and counts as well
  readonly aliveUntil: Instant | null // when a probe last said that it lives; null: never
  readonly now: Instant
  readonly zone: string
  readonly days: number
}

// So long a probe may be silent without anything having happened to it.
const SIGN_OF_LIFE = minutes(2)

/** The last days of a site, the oldest first. Before its first transition and after the probe's last sign of life it is unknown. */
export function barsOf({ seen, outages, aliveUntil, now, zone, days }: Watched): Bar[] {
  const known = knownStretch(seen, aliveUntil)
  const down = union(downStretches(seen, known).flatMap((failure) => outages.map((outage) => overlap(failure, outage)).filter(isLong)))
  return daysBefore(now, zone, days).map(({ date, ...day }) => {
    const knownHere = known ? lengthOf(overlap(known, day)) : 0
    const downHere = down.reduce((sum, stretch) => sum + lengthOf(overlap(stretch, day)), 0)
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

function knownStretch(seen: readonly Seen[], aliveUntil: Instant | null): Stretch | null {
  const first = Math.min(...seen.map(({ at }) => at)) as Instant
  return aliveUntil === null || !(first < aliveUntil) ? null : { from: first, to: aliveUntil }
}

// From each failure of a monitor to what it saw next.
function downStretches(seen: readonly Seen[], known: Stretch | null): Stretch[] {
  if (!known) return []
  return Map.groupBy(seen, ({ monitor }) => monitor)
    .values()
    .flatMap((ofOne) => {
      const inOrder = [...ofOne].sort((a, b) => a.at - b.at)
      return inOrder.map(({ at, down }, n) => ({ down, from: at, to: inOrder[n + 1]?.at ?? known.to }))
    })
    .filter(({ down }) => down)
    .toArray()
}

// Stretches that touch become one, so that two monitors do not count an hour twice.
function union(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && stretch.from <= last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) as Instant }
    else joined.push(stretch)
  }
  return joined
}

const overlap = (a: Stretch, b: Stretch): Stretch => ({ from: Math.max(a.from, b.from) as Instant, to: Math.min(a.to, b.to) as Instant })
const lengthOf = ({ from, to }: Stretch) => Math.max(0, to - from)
const isLong = (stretch: Stretch) => lengthOf(stretch) > 0

// A local day has 23, 24 or 25 hours; the calendar knows.
function daysBefore(now: Instant, zone: string, days: number): (Stretch & { date: string })[] {
  const today = inZone(now, zone).toPlainDate()
  return Array.from({ length: days }, (_, n) => {
    const date = today.subtract({ days: days - 1 - n })
    const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).epochMilliseconds as Instant
    return { date: date.toString(), from: startOf(date), to: startOf(date.add({ days: 1 })) }
  })
}
