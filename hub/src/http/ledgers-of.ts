import { genuineDown, ledgerFrom, watchedOutside, within } from '../domain/availability/ledger.ts'
import type { Ledger } from '../domain/availability/ledger.ts'
import { common, knownStretches, total } from '../domain/availability/stretches.ts'
import type { Alive, Stretch } from '../domain/availability/stretches.ts'
import type { Instant, Span } from '../domain/instant.ts'
import { affectedSites, windowOf } from '../domain/maintenance/covers.ts'
import type { ScheduledMaintenance } from '../domain/maintenance/scheduled.ts'
import type { Plan, Site } from '../domain/plan/plan.ts'
import { downtimes, failuresIn, uncountedOutages, watchedSites } from '../store/downtime.ts'
import type { OfSite } from '../store/downtime.ts'
import { aliveSince } from '../store/locations.ts'
import { listMaintenance } from '../store/maintenance.ts'
import type { Store } from '../store/store.ts'
import { pagesSeen, siteKey } from '../store/transitions.ts'
import type { Around } from './around.ts'

type Asked = {
  readonly plan: Pick<Plan, 'sites'>
  readonly partner: string | null
  readonly period: Stretch
  readonly sites: readonly Pick<Site, 'id' | 'partner'>[]
}

/**
 * What became of a period, site by site. Of outages that are over the downtime was counted before; only what goes on, and what lies in planned
 * windows, is looked up stretch by stretch. So ten thousand sites cost little more than their names.
 */
export async function ledgersOf({ store }: Pick<Around, 'store'>, { plan, partner, period, sites }: Asked): Promise<Ledger[]> {
  const { db } = store
  const [known, recent, works, alive] = await Promise.all([
    watchedSites(db, partner, period),
    recentDown(db, partner, period),
    listMaintenance(db, partner, period.from),
    aliveSince(db, period.from),
  ])
  const windows = windowsOf(plan, works, period)
  const planned = await inWindows(db, partner, windows, alive)
  const lookedFrom = (first: Instant | null) => within(knownStretches(first, alive), period)
  // As long as everything else, which is most of a fleet: counted once.
  const always = lookedFrom(period.from)
  const alwaysMs = watchedOutside(always, [])
  const watchedOf = (first: Instant | null, inWindow: readonly Stretch[]) => {
    const isAlways = first !== null && first <= period.from
    return isAlways && inWindow.length === 0 ? alwaysMs : watchedOutside(isAlways ? always : lookedFrom(first), inWindow)
  }
  return sites.map(({ id, partner: tenant }) => {
    const key = siteKey({ partner: tenant, site: id })
    const { firstLookAt: first, downMs } = known.get(key) ?? { firstLookAt: null, downMs: 0 }
    const [now, inWindow] = [recent.get(key) ?? NONE, windows.get(key) ?? NONE]
    return ledgerFrom({
      period,
      watched: watchedOf(first, inWindow),
      planned: inWindow,
      down: (downMs + total(now)) as Span,
      genuine: inWindow.length === 0 ? NONE : [...(planned.genuine.get(key) ?? []), ...now],
      failures: planned.failures.get(key) ?? NONE,
    })
  })
}

const NONE: readonly Stretch[] = []

type BySite = ReadonlyMap<string, readonly Stretch[]>

// Outages that go on or are just over.
async function recentDown(db: Store['db'], partner: string | null, period: Stretch): Promise<BySite> {
  const outages = (await uncountedOutages(db, partner)).filter(({ detectedAt }) => detectedAt < period.to)
  if (outages.length === 0) return new Map()
  const since = Math.min(...outages.map(({ detectedAt }) => detectedAt)) as Instant
  const [alive, seen] = await Promise.all([aliveSince(db, since), pagesSeen(db, outages, since)])
  const down = outages.flatMap((one): OfSite[] => {
    const outage = { from: one.detectedAt, to: one.resolvedAt ?? period.to }
    const stretches = within(genuineDown(seen.get(siteKey(one)) ?? [], alive, outage), period)
    return stretches.map((stretch) => ({ partner: one.partner, site: one.site, ...stretch }))
  })
  return Map.groupBy(down, siteKey)
}

function windowsOf(plan: Pick<Plan, 'sites'>, works: readonly ScheduledMaintenance[], period: Stretch): BySite {
  const all = works.flatMap((work) => {
    const window = windowOf(work)
    const here = window ? within([{ from: window.from, to: window.until }], period) : []
    return here.flatMap((stretch) =>
      affectedSites(plan, work.facts, work.partner).map((site): OfSite => ({ partner: site.partner, site: site.id, ...stretch })),
    )
  })
  return new Map([...Map.groupBy(all, siteKey)].map(([key, stretches]) => [key, within(stretches, period)]))
}

/** What was down within the windows: genuine outages that were counted, and whatever was seen failing. */
async function inWindows(
  db: Store['db'],
  partner: string | null,
  windows: BySite,
  alive: readonly Alive[],
): Promise<{ genuine: BySite; failures: BySite }> {
  const stretches = [...windows.values()].flat()
  if (stretches.length === 0) return { genuine: new Map(), failures: new Map() }
  const from = stretches.reduce((least, one) => Math.min(least, one.from), Infinity) as Instant
  const to = stretches.reduce((most, one) => Math.max(most, one.to), -Infinity) as Instant
  const [genuine, failing] = await Promise.all([downtimes(db, partner, { from, to }), failuresIn(db, partner, { from, to })])
  const isPlanned = (one: OfSite) => common([one], windows.get(siteKey(one)) ?? []).length > 0
  const seen = failing.filter(isPlanned).flatMap(({ partner: tenant, site, location, ...stretch }) => {
    const looking = alive.filter((one) => one.location === location)
    return common([stretch], looking).map((one): OfSite => ({ partner: tenant, site, ...one }))
  })
  return { genuine: Map.groupBy(genuine.filter(isPlanned), siteKey), failures: Map.groupBy(seen, siteKey) }
}
