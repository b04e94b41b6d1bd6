import { html } from 'hono/html'
import { z } from 'zod'
import type { KeptDrift } from '../../store/drifts.ts'
import { listIncidents } from '../../store/incidents.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Around } from '../around.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { siteDrifts } from '../site-drifts.ts'
import { siteStates } from '../site-state.ts'
import type { SiteState } from '../site-state.ts'
import { sayCause } from './cause-words.ts'
import { SEEN } from './phase-words.ts'
import { pill } from './pill.ts'
import { shell } from './shell.ts'
import { ago, moment, zoneOf } from './times.ts'

/** `/sites`: every site the caller may see, how it stands, since when and why. */
export function sitesPage(around: Around): Route {
  return page({
    method: 'GET',
    path: '/sites',
    who: 'viewer',
    does: 'The sites and how they stand.',
    query: z.strictObject({}),
    answer: async (asked) => {
      const caller = callerOf(asked)
      const now = around.clock.now()
      const plan = around.plan()
      const { partner } = caller
      const sites = await siteStates(around, partner)
      const living = await listIncidents(around.store.db, { partner, phases: ['suspected', 'open', 'stabilising'], limit: 200 })
      const incidents = new Map(living.map(({ incident }) => [incident.site, incident.id]))
      const driftsOf = await siteDrifts(around, partner)
      const zone = zoneOf(plan, caller)
      const rows = sites.map((state) => {
        const incident = incidents.get(state.site.id) ?? null
        return row(state, { plan, now, zone, incident, drifts: driftsOf(state.site) })
      })
      return { page: shell(around, { title: 'Sites · Allclear', current: 'sites', caller, now }, [heading(sites.length), table(rows)]) }
    },
  })
}

const heading = (count: number) =>
  html`<h1>Sites</h1>
    <p class="quiet">${count} watched · <a href="/availability">Availability in hours and minutes</a></p>`

const table = (rows: readonly Html[]) =>
  html`<section id="sites" data-live>
    <ul class="sites">
      ${rows}
    </ul>
  </section>`

type View = {
  readonly plan: Plan
  readonly now: Instant
  readonly zone: string
  readonly incident: string | null
  readonly drifts: readonly KeptDrift[]
}

function row({ site, state, since, lastCheckAt, code }: SiteState, { plan, now, zone, incident, drifts }: View): Html {
  const owner = plan.clients[site.client ?? '']?.name ?? plan.operator.name
  const partner = plan.partners[site.partner]?.name
  return html`<li class="card ${SEEN[state].tone}">
    <div class="what">
      <h2><a href="${site.url}" rel="noreferrer">${site.id}</a></h2>
      <p class="quiet">${owner}${partner === undefined ? '' : ` · ${partner}`}</p>
    </div>
    <div class="how">
      ${pill(SEEN[state])}
      <span class="quiet">${since === null ? '' : html`since ${moment(since, zone, now)}`}</span>
      ${code === null ? '' : html`<span>${sayCause(code)}</span>`}
      ${incident === null ? '' : html`<a href="/incidents/${incident}">Incident ${incident}</a>`}
    </div>
    <p class="quiet seen">${lastCheckAt === null ? 'no check yet' : html`checked ${ago(lastCheckAt, now)}`}</p>
    ${drifts.map(({ said, at }) => html`<p class="drift">Changed ${moment(at, zone, now)}: ${said}</p>`)}
  </li>`
}
