import { Site, Sites } from '@allclear/wire/site.ts'
import { z } from 'zod'
import { minutes } from '../../domain/instant.ts'
import { addAudit } from '../../store/audit.ts'
import { baselinesOf } from '../../store/baselines.ts'
import { listIncidents } from '../../store/incidents.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { showRow, showSite } from '../site/show-site.ts'
import { siteDrifts } from '../site-drifts.ts'
import { siteState, siteStates } from '../site-state.ts'
import { siteUnknown } from '../within-sites.ts'

const params = z.strictObject({ site: z.string().min(1).max(253) })
const MOST_LIVING = 10_000

/** `/api/v1/sites`: what is watched, and how it stands. */
export function siteRoutes(around: Around): Route[] {
  const knocks = limiter({ max: 10, per: minutes(1) })
  return [
    api({
      method: 'GET',
      path: '/api/v1/sites',
      who: 'viewer',
      within: 'list',
      does: 'Lists the sites that are watched.',
      query: z.strictObject({}),
      gives: Sites,
      answer: async (asked) => ({ json: await listSites(around, callerOf(asked)) }),
    }),
    api({
      method: 'GET',
      path: '/api/v1/sites/:site',
      who: 'viewer',
      within: 'site',
      does: 'All that is known of one site: how it stands and stood, what it passes, how it looks when it is well, whom to tell.',
      params,
      gives: Site,
      answer: async (asked) => ({ json: await oneSite(around, callerOf(asked), asked.params.site) }),
    }),
    api({
      method: 'POST',
      path: '/api/v1/sites/:site/check',
      who: 'responder',
      within: 'site',
      does: 'Looks at the site at once with all of its checks, and gives what is known of it then.',
      params,
      body: z.strictObject({}),
      gives: Site,
      answer: async (asked) => {
        const caller = callerOf(asked)
        const { site } = await stateOf(around, caller, asked.params.site)
        const wait = knocks(caller.by, around.clock.now())
        if (wait !== null) throw tooMany(wait)
        await around.lookNow(site.id)
        const line = { at: around.clock.now(), partner: site.partner, who: caller.by, site: site.id } as const
        await addAudit(around.store.db, { ...line, what: 'site checked', about: site.id })
        return { json: await oneSite(around, caller, site.id) }
      },
    }),
  ]
}

async function listSites(around: Around, { partner, sites }: Caller): Promise<Sites> {
  const { db } = around.store
  const [states, driftsOf, baselines, living] = await Promise.all([
    siteStates(around, partner),
    siteDrifts(around, partner),
    baselinesOf(db, partner),
    listIncidents(db, { partner, phases: ['suspected', 'open', 'stabilising'], limit: MOST_LIVING }),
  ])
  const incidents = new Map(living.map(({ incident }) => [incident.site, incident.id]))
  const items = states
    .filter(({ site }) => sites?.includes(site.id) ?? true)
    .map((state) => {
      const { id } = state.site
      const known = { plan: around.plan(), basis: around.basis, baseline: baselines.get(id) ?? null, incident: incidents.get(id) ?? null }
      return showRow(state, { ...known, drifts: driftsOf(state.site) })
    })
  return { items, next: null }
}

async function oneSite(around: Around, caller: Caller, id: string): Promise<Site> {
  const state = await stateOf(around, caller, id)
  return showSite(around, caller, state, (await siteDrifts(around, caller.partner))(state.site))
}

async function stateOf(around: Around, { partner, sites }: Caller, id: string) {
  const state = (sites?.includes(id) ?? true) ? await siteState(around, partner, id) : null
  if (!state) throw siteUnknown(id)
  return state
}
