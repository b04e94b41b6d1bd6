import { z } from 'zod'
import { gatherComponents } from './components.ts'
import type { Imported } from './imported.ts'
import { gatherHistory } from './past-notices.ts'
import type { ToldElsewhere } from './past-notices.ts'
import { readExport } from './read-export.ts'

const Component = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  group: z.boolean().nullish(), // it is one
  group_id: z.string().nullish(),
})
const Update = z.object({ status: z.string(), body: z.string().nullish(), display_at: z.string().nullish(), created_at: z.string() })
const Incident = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  impact: z.string().nullish(),
  created_at: z.string().default(''),
  started_at: z.string().nullish(),
  resolved_at: z.string().nullish(),
  scheduled_for: z.string().nullish(), // of planned work
  components: z.array(z.object({ name: z.string() })).nullish(),
  incident_updates: z.array(Update).default([]),
})
const Components = z.array(Component)
const Incidents = z.array(Incident)
const Works = z.array(z.unknown()).default([])
const only = { components: [], incidents: [], scheduled_maintenances: [] }
const Export = z.union([
  Incidents.transform((incidents) => ({ ...only, incidents })),
  Components.transform((components) => ({ ...only, components })),
  z.object({ components: Components, incidents: Incidents.default([]), scheduled_maintenances: Works }),
  z.object({ components: Components.default([]), incidents: Incidents, scheduled_maintenances: Works }),
])

/**
 * A Statuspage: its components, of `GET /v1/pages/PAGE/components` or the page's own `/api/v2/summary.json`, and its past incidents, of
 * `GET /v1/pages/PAGE/incidents` or the page's own `/api/v2/incidents.json`.
 */
export function importStatuspage(text: string): Imported {
  const how =
    'Statuspage: save https://YOUR-PAGE/api/v2/summary.json and /api/v2/incidents.json, or the answers of https://api.statuspage.io/v1/pages/PAGE/components and /incidents'
  const { components, incidents, scheduled_maintenances: works } = readExport(Export, text, how)
  const groups = new Map(components.filter(({ group }) => group).map(({ id, name }) => [id, name]))
  const own = components.filter(({ group }) => !group)
  const planned = works.length + incidents.filter(isWork).length
  const { history, left } = gatherHistory(incidents.filter((one) => !isWork(one)).map(told), 'Statuspage')
  const rest = [
    ...[...groups.values()].map((name) => ({ from: `group "${name}"`, why: 'it is a tag of its components here' })),
    ...left,
    ...(planned > 0
      ? [{ from: `the planned work (${planned} listed)`, why: 'plan what is to come here again, with its seven facts' }]
      : []),
  ]
  const sites = own.map(({ name, description, group_id: group }) => ({
    name,
    description: description ?? null,
    group: groups.get(group ?? '') ?? null,
  }))
  return { ...gatherComponents(sites, rest), history }
}

const isWork = ({ impact, scheduled_for: planned }: z.infer<typeof Incident>) => impact === 'maintenance' || Boolean(planned)

const told = (incident: z.infer<typeof Incident>): ToldElsewhere => ({
  id: incident.id,
  title: incident.name,
  components: (incident.components ?? []).map(({ name }) => name),
  isPart: incident.impact === 'none' || incident.impact === 'minor',
  isOver: ['resolved', 'postmortem'].includes(incident.status),
  startedAt: incident.started_at ?? incident.created_at,
  resolvedAt: incident.resolved_at ?? null,
  updates: incident.incident_updates
    .map(({ status, body, display_at: shown, created_at: made }) => ({ at: shown ?? made, stage: status, text: body ?? '' }))
    .toReversed(), // the newest first there
})
