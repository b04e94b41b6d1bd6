import { iso } from '../../domain/instant.ts'
import { titleOf } from '../../domain/status/sentence.ts'
import type { ComponentState } from '../../domain/status/summary.ts'
import { updatedAt } from './feeds.ts'
import { linkTo } from './view.ts'
import type { View } from './view.ts'

/** `summary.json` as pages of Instatus have it. */
export const instatusJson = (view: View) => ({
  page: { name: view.page.title, url: view.page.url, status: view.summary.indicator === 'none' ? 'UP' : 'HASISSUES' },
  activeIncidents: view.summary.open.map((incident) => ({
    id: incident.id,
    name: titleOf(incident, view.words),
    started: iso(incident.startedAt),
    status: incident.stage.toUpperCase(),
    impact: incident.isSlow ? 'DEGRADEDPERFORMANCE' : incident.isPart ? 'PARTIALOUTAGE' : 'MAJOROUTAGE',
    url: `${view.page.url}${linkTo(view, `incidents/${incident.id}`)}`,
    updatedAt: iso(incident.updates[0]?.at ?? incident.startedAt),
  })),
  activeMaintenances: [],
})

const BETTER_STACK: Record<ComponentState, string> = {
  operational: 'operational',
  degraded_performance: 'degraded',
  partial_outage: 'degraded',
  major_outage: 'downtime',
  under_maintenance: 'maintenance',
}

/** `index.json` as pages of Better Stack have it (JSON:API). */
export function betterStackJson(view: View) {
  const { page, summary, histories } = view
  const states = summary.components.map(({ state }) => BETTER_STACK[state])
  const aggregate = ['downtime', 'degraded', 'maintenance'].find((state) => states.includes(state)) ?? 'operational'
  const resources = summary.components.map(({ site, state }, n) => ({
    id: site,
    type: 'status_page_resource',
    attributes: {
      public_name: site,
      position: n,
      status: BETTER_STACK[state],
      availability: histories.get(site)?.availability ?? null,
    },
  }))
  const reports = summary.open.map((incident) => ({
    id: incident.id,
    type: 'status_report',
    attributes: {
      title: titleOf(incident, view.words),
      report_type: 'automatic',
      starts_at: iso(incident.startedAt),
      ends_at: null,
      aggregate_state: incident.isSlow || incident.isPart ? 'degraded' : 'downtime',
      affected_resources: [
        { status_page_resource_id: incident.site, status: incident.isSlow || incident.isPart ? 'degraded' : 'downtime' },
      ],
    },
  }))
  const refer = ({ id, type }: { readonly id: string; readonly type: string }) => ({ id, type })
  return {
    data: {
      id: page.slug,
      type: 'status_page',
      attributes: {
        company_name: page.title,
        company_url: page.url,
        timezone: page.timezone,
        aggregate_state: aggregate,
        updated_at: iso(updatedAt(view)),
      },
      relationships: { resources: { data: resources.map(refer) }, status_reports: { data: reports.map(refer) } },
    },
    included: [...resources, ...reports],
  }
}
