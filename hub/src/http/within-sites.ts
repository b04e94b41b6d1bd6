import { Problem } from '../problem.ts'
import type { Around } from './around.ts'
import { incidentOf } from './incident-of.ts'
import type { Asked, Route } from './route.ts'

/** Refuses a caller of certain sites what is not of them, in the words for what never was. Lists narrow themselves. */
export async function mustBeWithin(around: Around, { within }: Route, { caller, params }: Asked): Promise<void> {
  if (!caller?.sites) return
  if (within === 'incident') await incidentOf(around, caller, (params as { id: number }).id)
  if (within !== 'site') return
  const { site } = params as { site: string }
  if (!caller.sites.includes(site)) throw siteUnknown(site)
}

/** There is no such site, as far as whoever asks may know. */
export const siteUnknown = (id: string) => new Problem('not-found', 'site_unknown', `There is no site "${id}".`, 'Look at /api/v1/sites.')
