import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Group } from '../../domain/status/page.ts'
import { titleOf } from '../../domain/status/sentence.ts'
import { stateOfGroup } from '../../domain/status/summary.ts'
import type { Component, ComponentState, PublicIncident } from '../../domain/status/summary.ts'
import { updatedAt } from './feeds.ts'
import { LISTS, scheduledMaintenances } from './scheduled-maintenances.ts'
import { linkTo } from './view.ts'
import type { View } from './view.ts'
import { INDICATORS } from './words.ts'

const NEWEST = 50

/** The files of the Statuspage public API v2, which monitors, bots and other pages read, by their names under `api/v2/`. */
export const STATUSPAGE_V2: Readonly<Record<string, (view: View) => unknown>> = {
  'status.json': (view) => ({ page: pageJson(view), status: statusOf(view) }),
  'summary.json': (view) => ({
    page: pageJson(view),
    components: componentsJson(view),
    incidents: view.summary.open.map((incident) => incidentJson(incident, view)),
    scheduled_maintenances: scheduledMaintenances(view, 'unresolved'),
    status: statusOf(view),
  }),
  'components.json': (view) => ({ page: pageJson(view), components: componentsJson(view) }),
  'incidents.json': (view) => ({
    page: pageJson(view),
    incidents: [...view.summary.open, ...view.history].slice(0, NEWEST).map((incident) => incidentJson(incident, view)),
  }),
  'incidents/unresolved.json': (view) => ({
    page: pageJson(view),
    incidents: view.summary.open.map((incident) => incidentJson(incident, view)),
  }),
  'scheduled-maintenances.json': (view) => planned(view, 'all'),
  'scheduled-maintenances/upcoming.json': (view) => planned(view, 'upcoming'),
  'scheduled-maintenances/active.json': (view) => planned(view, 'active'),
}

const planned = (view: View, which: keyof typeof LISTS) => ({
  page: pageJson(view),
  scheduled_maintenances: scheduledMaintenances(view, which),
})

const pageJson = (view: View) => ({
  id: view.page.slug,
  name: view.page.title,
  url: view.page.url,
  time_zone: view.page.timezone,
  updated_at: iso(updatedAt(view)),
})

const statusOf = ({ summary: { indicator }, planned }: View) =>
  indicator === 'none' && planned.some(({ isCovering }) => isCovering)
    ? { indicator: 'maintenance', description: 'Service Under Maintenance' }
    : { indicator, description: INDICATORS[indicator] }

// A group is a component that lists the others.
function componentsJson(view: View) {
  const { summary, page } = view
  const groups = page.groups.map((group, n) => groupJson(group, summary.components.length + n, view))
  return [...summary.components.map((component, n) => componentJson(component, n, view)), ...groups]
}

const componentJson = ({ site, state }: Component, position: number, view: View) => ({
  ...commonJson(site, site, state, position, view),
  group_id: view.page.groups.find(({ sites }) => sites.includes(site))?.id ?? null,
  group: false,
})

function groupJson({ id, name, sites }: Group, position: number, view: View) {
  const states = view.summary.components.filter(({ site }) => sites.includes(site)).map(({ state }) => state)
  return { ...commonJson(id, name, stateOfGroup(states), position, view), group_id: null, group: true, components: sites }
}

const commonJson = (id: string, name: string, status: ComponentState, position: number, view: View) => ({
  id,
  name,
  status,
  created_at: iso((view.since - (view.since % 86_400_000)) as Instant),
  updated_at: iso(updatedAt(view)),
  position: position + 1,
  description: null,
  showcase: true,
  start_date: null,
  page_id: view.page.slug,
  only_show_if_degraded: false,
})

function incidentJson(incident: PublicIncident, view: View) {
  const { id, site, stage, startedAt, resolvedAt, updates } = incident
  return {
    id,
    name: titleOf(incident, view.words),
    status: stage,
    created_at: iso(startedAt),
    updated_at: iso(updates[0]?.at ?? startedAt),
    monitoring_at: isoOrNull(updates.find((update) => update.stage === 'monitoring')?.at),
    resolved_at: isoOrNull(resolvedAt),
    started_at: iso(startedAt),
    impact: isMild(incident) ? 'minor' : 'major',
    shortlink: `${view.page.url}${linkTo(view, `incidents/${id}`)}`,
    page_id: view.page.slug,
    incident_updates: updates.map(({ key, at, stage: status, text }, n) => ({
      id: key,
      status,
      body: text,
      incident_id: id,
      created_at: iso(at),
      updated_at: iso(at),
      display_at: iso(at),
      affected_components: [
        {
          code: site,
          name: site,
          old_status: n === updates.length - 1 ? 'operational' : stateAt(updates[n + 1]!.stage, incident),
          new_status: stateAt(status, incident),
        },
      ],
      deliver_notifications: true,
      custom_tweet: null,
      tweet_id: null,
    })),
    components: view.summary.components.flatMap((component, n) => (component.site === site ? [componentJson(component, n, view)] : [])),
  }
}

const isMild = ({ isSlow, isPart }: PublicIncident) => isSlow || isPart

function stateAt(stage: PublicIncident['stage'], { isSlow, isPart }: PublicIncident): ComponentState {
  if (stage === 'resolved') return 'operational'
  if (isPart && stage !== 'monitoring') return 'partial_outage'
  return isSlow || stage === 'monitoring' ? 'degraded_performance' : 'major_outage'
}

const isoOrNull = (at: Instant | null | undefined) => (at === null || at === undefined ? null : iso(at))
