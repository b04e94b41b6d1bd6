import type { Instant } from '../domain/instant.ts'
import type { Site } from '../domain/plan/plan.ts'
import { serviceOf } from '../domain/triage/beside-the-page.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import { latestTransitions } from '../store/transitions.ts'
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
  const latest = Map.groupBy(seen.flat(), ({ partner, site }) => `${partner} ${site}`)
  return Object.values(around.plan().sites)
    .filter((site) => partner === null || site.partner === partner)
    .sort((a, b) => a.id.localeCompare(b.id))
    .map((site) => {
      const all = (latest.get(`${site.partner} ${site.id}`) ?? []).map(mild)
      const worst = worstOf(all)
      return {
        site,
        state: worst?.result.state ?? 'unknown',
        since: worst?.result.at ?? null,
        lastCheckAt: around.lastCheckAt(site.id),
        code: worst?.result.code ?? null,
        monitor: worst?.monitor ?? null,
        seen: all,
      }
    })
}

/** The worst of what was seen, the newest of those; null where nothing was. */
export const worstOf = (seen: readonly Seen[]): Seen | null => seen.reduce<Seen | null>(worse, null)

// A service that fails leaves the page as it is.
const mild = ({ monitor, result }: Seen): Seen => ({
  monitor,
  result: result.state === 'down' && serviceOf(monitor) !== null ? { ...result, state: 'warning' } : result,
})

function worse(a: Seen | null, b: Seen): Seen {
  if (!a) return b
  const by = WORST.indexOf(b.result.state) - WORST.indexOf(a.result.state)
  return by > 0 || (by === 0 && b.result.at > a.result.at) ? b : a
}
