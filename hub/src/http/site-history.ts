import type { Stretch } from '../domain/availability/stretches.ts'
import type { Incident } from '../domain/incident/incident.ts'
import type { Instant } from '../domain/instant.ts'
import type { Site } from '../domain/plan/plan.ts'
import { availabilityOf, barsOf } from '../domain/status/bars.ts'
import type { Bar } from '../domain/status/bars.ts'
import { isOfPage } from '../domain/triage/beside-the-page.ts'
import { locations } from '../store/locations.ts'
import { transitionsOf } from '../store/transitions.ts'
import type { Around } from './around.ts'

export const DAYS_SHOWN = 90

/** The last 90 days of a site, the share of them in which it was up, and whether it is slow now. */
export type History = { readonly bars: readonly Bar[]; readonly availability: number | null; readonly isSlow: boolean }

/** How the site stood on each of the last days of a zone; `incidents` may hold those of other sites. */
export async function siteHistory(
  { store: { db } }: Pick<Around, 'store'>,
  site: Pick<Site, 'partner' | 'id'>,
  { incidents, zone, now }: { readonly incidents: readonly Incident[]; readonly zone: string; readonly now: Instant },
): Promise<History> {
  const alive = Math.max(0, ...(await locations(db)).map(({ aliveAt }) => aliveAt)) as Instant
  const transitions = await transitionsOf(db, site.partner, site.id, 0 as Instant)
  const bars = barsOf({
    seen: transitions
      .filter(({ monitor }) => isOfPage(monitor))
      .map(({ monitor, location, result }) => ({ monitor: `${monitor} ${location}`, at: result.at, down: result.state === 'down' })),
    outages: incidents.filter((incident) => incident.site === site.id && incident.confirmedAt !== null).map(stretchOf(now)),
    aliveUntil: alive === 0 ? null : alive,
    ...{ now, zone, days: DAYS_SHOWN },
  })
  const isSlow = transitions.findLast(({ monitor }) => monitor.endsWith('/http'))?.result.state === 'slow'
  return { bars, availability: availabilityOf(bars), isSlow }
}

const stretchOf =
  (now: Instant) =>
  ({ detectedAt, resolvedAt }: Incident): Stretch => ({ from: detectedAt, to: resolvedAt ?? now })
