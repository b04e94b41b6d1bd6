import type { Instant } from '../domain/instant.ts'
import type { Site } from '../domain/plan/plan.ts'
import { sitesOf } from '../domain/plan/sites-of.ts'
import { serviceOf } from '../domain/triage/beside-the-page.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import { lastStates, latestTransitions, siteKey } from '../store/transitions.ts'
import { locations } from '../store/locations.ts'
import type { Around } from './around.ts'

export type SeenState = CheckResult['state'] | 'unknown'

/** How a site stands as the probes saw it last: the worst of its monitors, since when, and what was wrong. */
export type SiteState = {
  readonly site: Site
  readonly state: SeenState
  readonly since: Instant | null
  readonly lastCheckAt: Instant | null
  readonly code: string | null
  readonly monitor: string | null
  readonly seen: readonly Seen[] // by each of its monitors, from each location
}

/** What a monitor saw last. */
export type Seen = { readonly monitor: string; readonly result: CheckResult }

const WORST: readonly SeenState[] = ['unknown', 'up', 'slow', 'warning', 'down']

/** The sites the caller may see, in the order of their names. */
export async function siteStates(around: Around, partner: string | null): Promise<SiteState[]> {
  const { db } = around.store
  const seen = await Promise.all((await locations(db)).map(({ id }) => latestTransitions(db, id, partner)))
  const latest = Map.groupBy(seen.flat(), siteKey)
  const inOrder = new Intl.Collator().compare // asked anew for each two names it would take most of the time
  return sitesOf(around.plan(), partner)
    .toSorted((a, b) => inOrder(a.id, b.id))
    .map((site) => stateOf(around, site, latest.get(siteKey({ partner: site.partner, site: site.id })) ?? []))
}

/** One site, if the caller may see it; null where there is none. */
export async function siteState(around: Around, partner: string | null, id: string): Promise<SiteState | null> {
  const { db } = around.store
  const { sites } = around.plan()
  const site = Object.hasOwn(sites, id) ? sites[id]! : null
  if (site === null || (partner !== null && site.partner !== partner)) return null
  const seen = await Promise.all((await locations(db)).map((one) => latestTransitions(db, one.id, site.partner, site.id)))
  return stateOf(around, site, seen.flat())
}

/** How many of all sites stand how, and nothing else of them. */
export async function countStates(around: Around): Promise<ReadonlyMap<SeenState, number>> {
  const { db } = around.store
  const seen = (await Promise.all((await locations(db)).map(({ id }) => lastStates(db, id, null)))).flat()
  const worst = new Map<string, number>()
  for (const one of seen) {
    const key = siteKey(one)
    worst.set(key, Math.max(worst.get(key) ?? 0, WORST.indexOf(mildly(one.monitor, one.state))))
  }
  const counts = new Map<SeenState, number>()
  for (const { partner, id } of Object.values(around.plan().sites)) {
    const state = WORST[worst.get(siteKey({ partner, site: id })) ?? 0]!
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return counts
}

function stateOf(around: Around, site: Site, latest: readonly Seen[]): SiteState {
  const seen = latest.map(mild)
  const worst = worstOf(seen)
  return {
    site,
    state: worst?.result.state ?? 'unknown',
    since: worst?.result.at ?? null,
    lastCheckAt: around.lastCheckAt(site.id),
    code: worst?.result.code ?? null,
    monitor: worst?.monitor ?? null,
    seen,
  }
}

/** The worst of what was seen, the newest of those; null where nothing was. */
export const worstOf = (seen: readonly Seen[]): Seen | null => seen.reduce<Seen | null>(worse, null)

// A service that fails leaves the page as it is.
const mildly = (monitor: string, state: CheckResult['state']) => (state === 'down' && serviceOf(monitor) !== null ? 'warning' : state)
const mild = ({ monitor, result }: Seen): Seen => ({ monitor, result: { ...result, state: mildly(monitor, result.state) } })

function worse(a: Seen | null, b: Seen): Seen {
  if (!a) return b
  const by = WORST.indexOf(b.result.state) - WORST.indexOf(a.result.state)
  return by > 0 || (by === 0 && b.result.at > a.result.at) ? b : a
}
