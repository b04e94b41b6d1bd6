import { z } from 'zod'
import { iso, isoOrNull } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import type { KeptDrift } from '../../store/drifts.ts'
import { livingIncidentOf } from '../../store/incidents.ts'
import type { Around } from '../around.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { siteDrifts } from '../site-drifts.ts'
import { siteStates } from '../site-state.ts'
import type { SiteState } from '../site-state.ts'
import { listOf } from './shapes.ts'

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
  drifts: z.array(z.object({ what: z.string(), at: z.iso.datetime(), said: z.string() })), // of the last seven days, while it was well
})

/** `/api/v1/sites`: what is watched, and how it stands. */
export function siteRoutes(around: Around): Route[] {
  const show = async (
    { site, state, since, lastCheckAt, code }: SiteState,
    drifts: readonly KeptDrift[],
  ): Promise<z.infer<typeof siteShape>> => ({
    id: site.id,
    url: site.url,
    partner: site.partner,
    client: site.client,
    state,
    since: isoOrNull(since),
    lastCheckAt: isoOrNull(lastCheckAt),
    code,
    incident: (await livingIncidentOf(around.store.db, site.partner, site.id))?.incident.id ?? null,
    drifts: drifts.map(({ what, at, said }) => ({ what, at: iso(at), said })),
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
        const { partner } = callerOf(asked)
        const [states, driftsOf] = await Promise.all([siteStates(around, partner), siteDrifts(around, partner)])
        return { json: { items: await Promise.all(states.map((state) => show(state, driftsOf(state.site)))), next: null } }
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
        const { partner } = callerOf(asked)
        const state = (await siteStates(around, partner)).find(({ site }) => site.id === asked.params.site)
        if (!state) throw new Problem('not-found', 'site_unknown', `There is no site "${asked.params.site}".`, 'Look at /api/v1/sites.')
        return { json: await show(state, (await siteDrifts(around, partner))(state.site)) }
      },
    }),
  ]
}
