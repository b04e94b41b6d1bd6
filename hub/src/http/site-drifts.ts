import { days } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Site } from '../domain/plan/plan.ts'
import { driftsSince } from '../store/drifts.ts'
import type { KeptDrift } from '../store/drifts.ts'
import type { Around } from './around.ts'

const SHOWN = days(7)

/** What has changed in the last seven days on the sites the caller may see, by site: warnings, not outages. */
export async function siteDrifts(around: Around, partner: string | null): Promise<(site: Site) => readonly KeptDrift[]> {
  const since = (around.clock.now() - SHOWN) as Instant
  const drifts = Map.groupBy(await driftsSince(around.store.db, partner, since), keyOf)
  return (site) => drifts.get(keyOf({ partner: site.partner, site: site.id })) ?? []
}

const keyOf = ({ partner, site }: Pick<KeptDrift, 'partner' | 'site'>) => `${partner} ${site}`
