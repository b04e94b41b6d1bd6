import type { Stretch } from '../domain/availability/stretches.ts'
import type { Incident } from '../domain/incident/incident.ts'
import { after, days } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Site } from '../domain/plan/plan.ts'
import { availabilityOf, barsOf } from '../domain/status/bars.ts'
import type { Bar } from '../domain/status/bars.ts'
import { seenOf } from '../engine/report/seen-of.ts'
import { aliveSince } from '../store/locations.ts'
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
  const since = after(now, days(-DAYS_SHOWN - 1))
  const [alive, transitions] = await Promise.all([aliveSince(db, since), transitionsOf(db, site.partner, site.id, since)])
  const bars = barsOf({
    seen: seenOf(transitions),
    outages: incidents.filter((incident) => incident.site === site.id && incident.confirmedAt !== null).map(stretchOf(now)),
    ...{ alive, now, zone, days: DAYS_SHOWN },
  })
  const isSlow = transitions.findLast(({ monitor }) => monitor.endsWith('/http'))?.result.state === 'slow'
  return { bars, availability: availabilityOf(bars), isSlow }
}

const stretchOf =
  (now: Instant) =>
  ({ detectedAt, resolvedAt }: Incident): Stretch => ({ from: detectedAt, to: resolvedAt ?? now })
