import { holidaysOf } from '../calendar/holidays.ts'
import { EVERY_DAY } from '../calendar/hours.ts'
import { inZone } from '../calendar/local-time.ts'
import { quietFrom, quietUntil } from '../calendar/quiet-hours.ts'
import { between, saySpan } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { reportCoverage } from '../oncall/coverage-report.ts'
import type { Period, Plan, Site } from '../plan/plan.ts'

/** What speaks against a window at its time: other work, or whom it meets. */
export type Collision = Period & {
  readonly kind: 'site' | 'server' | 'provider' | 'uncovered' | 'holiday' | 'daytime'
  readonly why: string
}

/** A window, or the work of a provider, as far as the reader may know of it. */
export type Occupied = Period & { readonly id: string; readonly sites: readonly string[] }

/** Beside what the window may meet. `isOurs`: read by the operator’s people, who alone learn who is on call and which server it is. */
export type Beside = { readonly windows: readonly Occupied[]; readonly announced: readonly Occupied[]; readonly isOurs: boolean }

/**
 * What a window collides with: another one of the same sites, or of others on the same server; announced work of a provider; hours in which
 * nobody is on call; a holiday of those affected; hours in which they are awake. The first to begin first.
 */
export function collisionsOf(plan: Plan, window: Occupied, { windows, announced, isOurs }: Beside): Collision[] {
  const sites = window.sites.flatMap((id) => plan.sites[id] ?? [])
  const others = windows.filter((other) => other.id !== window.id && meets(other, window))
  return [
    ...others.flatMap((other) => onSameSites(window, other)),
    ...others.flatMap((other) => onSameServer(plan, sites, window, other, isOurs)),
    ...announced.filter((work) => meets(work, window)).flatMap((work) => duringAnnounced(window, work)),
    ...(isOurs ? whileNobodyIsOn(plan, window) : []),
    ...onHolidays(plan, sites, window),
    ...inTheDaytime(plan, sites, window),
  ].sort((one, other) => one.from - other.from)
}

const meets = (one: Period, other: Period) => one.from < other.until && other.from < one.until

const shared = (one: Period, other: Period): Period => ({
  from: Math.max(one.from, other.from) as Instant,
  until: Math.min(one.until, other.until) as Instant,
})

function onSameSites(window: Occupied, other: Occupied): Collision[] {
  const both = window.sites.filter((site) => other.sites.includes(site))
  return both.length === 0 ? [] : [{ kind: 'site', why: `${some(both)} is also in ${other.id}`, ...shared(window, other) }]
}

function onSameServer(plan: Plan, sites: readonly Site[], window: Occupied, other: Occupied, isOurs: boolean): Collision[] {
  const own = new Set(sites.flatMap(({ host }) => host ?? []))
  const met = other.sites.flatMap((id) => plan.sites[id] ?? []).filter(({ id, host }) => own.has(host ?? '') && !window.sites.includes(id))
  if (met.length === 0) return []
  const server = isOurs ? ` (${some([...new Set(met.map(({ host }) => plan.hosts[host!]?.name ?? host!))])})` : ''
  const why = `${some(met.map(({ id }) => id))} of ${other.id} is on the same server${server}`
  return [{ kind: 'server', why, ...shared(window, other) }]
}

function duringAnnounced(window: Occupied, work: Occupied): Collision[] {
  const both = window.sites.filter((site) => work.sites.includes(site))
  if (both.length === 0) return []
  return [{ kind: 'provider', why: `${work.id} at the same time, for ${some(both)}`, ...shared(window, work) }]
}

// Whoever is on duty outside the declared hours is on duty all the same.
function whileNobodyIsOn(plan: Plan, window: Period): Collision[] {
  const always = { ...plan.coverage, hours: null, days: EVERY_DAY, closedOnHolidays: false }
  return reportCoverage({ ...plan, coverage: always }, window).uncovered.map((gap) => ({
    ...{ kind: 'uncovered', ...gap, why: `nobody of the first rung is on duty for ${saySpan(between(gap.from, gap.until))} of it` },
  }))
}

type Reader = { readonly name: string; readonly timezone: string; readonly holidays: string | null }

// Whoever owns the site: its client, else the partner; the operator's own sites have visitors as well.
function readersOf(plan: Plan, sites: readonly Site[]): Reader[] {
  const found = sites.map(({ client, partner }): Reader => {
    const owner = plan.partners[partner]
    const { name, timezone, holidays } = plan.clients[client ?? ''] ?? owner ?? { ...plan.operator, holidays: plan.coverage.holidays }
    return { name, timezone, holidays: holidays ?? owner?.holidays ?? null }
  })
  return [...new Map(found.map((one) => [one.name, one])).values()]
}

function onHolidays(plan: Plan, sites: readonly Site[], { from, until }: Occupied): Collision[] {
  const named = readersOf(plan, sites).flatMap(({ name, timezone, holidays }) => {
    if (holidays === null) return []
    const [first, last] = [from, (until - 1) as Instant].map((at) => inZone(at, timezone).toPlainDate())
    const years = [...new Set([first!.year, last!.year])]
    const met = holidaysOf(holidays, years).find((date) => date >= first!.toString() && date <= last!.toString())
    return met === undefined ? [] : [{ name, date: met }]
  })
  return byKey(named, ({ date }) => date).map(([date, met]) => ({
    ...{ kind: 'holiday', from, until, why: `${date} is a holiday of ${some(met.map(({ name }) => name))}` },
  }))
}

// Outside the quiet hours those whose site it is have visitors, and are at work themselves.
function inTheDaytime(plan: Plan, sites: readonly Site[], window: Occupied): Collision[] {
  return byKey(readersOf(plan, sites), ({ timezone }) => timezone).flatMap(([timezone, readers]) => {
    const awake = awakeWithin(window, timezone)
    const first = awake[0]
    if (!first) return []
    const length = awake.reduce((sum, { from, until }) => sum + (until - from), 0) as Span
    const clock = inZone(first.from, timezone).toPlainTime().toString({ smallestUnit: 'minute' })
    const why = `${saySpan(length)} of it, from ${clock} by their clocks, is outside the quiet hours of ${some(readers.map(({ name }) => name))}`
    return [{ kind: 'daytime' as const, ...first, why }]
  })
}

function awakeWithin({ from, until }: Period, timezone: string): Period[] {
  const found: Period[] = []
  for (let at = from; at < until;) {
    const quiet = quietUntil(at, timezone)
    const end = Math.min(quiet ?? quietFrom(at, timezone), until) as Instant
    if (quiet === null) found.push({ from: at, until: end })
    at = end
  }
  return found
}

function byKey<One>(all: readonly One[], keyOf: (one: One) => string): [string, One[]][] {
  const groups = new Map<string, One[]>()
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return [...groups]
}

const SHOWN = 3

const some = (names: readonly string[]) =>
  names.length <= SHOWN ? names.join(', ') : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`
