import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { livingIncidentOf } from '../../store/incidents.ts'
import type { Around } from '../around.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { siteStates } from '../site-state.ts'
import type { SiteState } from '../site-state.ts'
import { isoOrNull, listOf } from './shapes.ts'

const siteShape = z.object({
  id: z.string(),
  url: z.url(),
  partner: z.string(),
  client: z.string().nullable(),
  state: z.enum(['up', 'slow', 'warning', 'down', 'unknown']),
  since: z.iso.datetime().nullable(),
  lastCheckAt: z.iso.datetime().nullable(),
  code: z.string().nullable(),
  incident: z.string().nullable(),
})

/** `/api/v1/sites`: what is watched, and how it stands. */
export function siteRoutes(around: Around): Route[] {
  const show = async ({ site, state, since, lastCheckAt, code }: SiteState): Promise<z.infer<typeof siteShape>> => ({
    id: site.id,
    url: site.url,
    partner: site.partner,
    client: site.client,
    state,
    since: isoOrNull(since),
    lastCheckAt: isoOrNull(lastCheckAt),
    code,
    incident: (await livingIncidentOf(around.store.db, site.partner, site.id))?.incident.id ?? null,
  })
  return [
    api({
      method: 'GET',
      path: '/api/v1/sites',
      who: 'viewer',
      does: 'Lists the sites that are watched.',
      query: z.strictObject({}),
      gives: listOf(siteShape),
      answer: async (asked) => {
        const states = await siteStates(around, callerOf(asked).partner)
        return { json: { items: await Promise.all(states.map(show)), next: null } }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/sites/:site',
      who: 'viewer',
      does: 'One site and how it stands.',
      params: z.strictObject({ site: z.string().min(1).max(253) }),
      gives: siteShape,
      answer: async (asked) => {
        const state = (await siteStates(around, callerOf(asked).partner)).find(({ site }) => site.id === asked.params.site)
        if (!state) throw new Problem('not-found', 'site_unknown', `There is no site "${asked.params.site}".`, 'Look at /api/v1/sites.')
        return { json: await show(state) }
      },
    }),
  ]
}
