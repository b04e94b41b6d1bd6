import { html } from 'hono/html'
import type { Incident } from '../../domain/incident/incident.ts'
import type { LargerOutage } from '../larger-outages.ts'
import type { Html } from '../route.ts'
import type { View } from './room-view.ts'

/** A line for each larger outage: what it is for everyone, which sites are at risk for the operator's people alone. */
export function largerLines(outages: readonly LargerOutage[], incidents: readonly Incident[]): string[] {
  const lines = new Map(incidents.flatMap(({ parent, phase }) => (parent && phase === 'open' ? [[parent.id, parent.says]] : [])))
  for (const { parent, says, atRisk } of outages) lines.set(parent.id, atRisk.length > 0 ? `${says} At risk: ${atRisk.join(', ')}.` : says)
  return [...lines.values()]
}

/** In the room of one incident: who pages for all, and for the operator's people the other incidents. */
export function largerHere({ incident, larger }: View): Html | string {
  if (incident.phase !== 'open' || incident.parent === null) return ''
  const others = larger.flatMap(({ affected }) =>
    affected.filter(({ leftAt, incident: id }) => leftAt === null && String(id) !== incident.id),
  )
  return html`${largerLines(larger, [incident]).map((line) => html`<div class="card bad"><strong>${line}</strong></div>`)}
    <p class="quiet">
      ${incident.parent.leads ? 'On-call is paged here, for all of them.' : 'On-call is paged by the incident that leads.'}
      ${others.map(({ incident: id, site }) => html` <a href="/incidents/${id}">${site}</a>`)}
    </p>`
}
