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
  group: z.union([z.string(), z.object({ id: z.string().optional(), name: z.string().nullish() })]).nullish(),
  archived: z.boolean().nullish(),
  incidents: z.array(z.unknown()).default([]),
})
const Incident = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  started: z.string(),
  resolved: z.string().nullish(),
  impact: z.string().nullish(),
  components: z.array(z.object({ name: z.string().nullish() })).default([]),
  updates: z.array(z.object({ message: z.string().nullish(), messageHtml: z.string().nullish(), status: z.string(), started: z.string() })),
})
const Export = z.union([
  z.array(Incident).min(1).transform((incidents) => ({ incidents, components: [] })), // prettier-ignore
  z.array(Component).transform((components) => ({ incidents: [], components })),
])

/** An Instatus page: its components, of `GET /v2/PAGE/components` (or `/v1/…`), or its past incidents, of `GET /v1/PAGE/incidents`. */
export function importInstatus(text: string): Imported {
  const how =
    'Instatus: save the answers of https://api.instatus.com/v2/PAGE/components?per_page=100 and of https://api.instatus.com/v1/PAGE/incidents?per_page=100'
  const { components, incidents } = readExport(Export, text, how)
  const names = new Map(components.map(({ id, name }) => [id, name]))
  const groupOf = ({ group }: z.infer<typeof Component>): string | null =>
    group === null || group === undefined ? null : typeof group === 'string' ? (names.get(group) ?? null) : (group.name ?? names.get(group.id ?? '') ?? null) // prettier-ignore
  const holders = new Set(components.flatMap((one) => groupOf(one) ?? []))
  const listed = new Set(components.flatMap((one) => one.incidents.map((incident) => JSON.stringify(incident)))).size
  const { history, left } = gatherHistory(incidents.map(told), 'Instatus')
  const rest = [
    ...components.filter(({ archived }) => archived).map(({ name }) => ({ from: `component "${name}"`, why: 'it is archived there' })),
    ...(listed > 0 ? [{ from: `the history (${listed} listed)`, why: 'it is brought from the answer of /v1/PAGE/incidents' }] : []),
    ...left,
  ]
  const own = components.filter(({ name, archived }) => !archived && !holders.has(name))
  const sites = own.map((one) => ({ name: one.name, description: one.description ?? null, group: groupOf(one) }))
  return { ...gatherComponents(sites, rest), history }
}

const told = (incident: z.infer<typeof Incident>): ToldElsewhere => ({
  id: incident.id,
  title: incident.name,
  components: incident.components.flatMap(({ name }) => name ?? []),
  isPart: ['OPERATIONAL', 'DEGRADEDPERFORMANCE', 'MINOROUTAGE', 'PARTIALOUTAGE'].includes(incident.impact ?? ''),
  isOver: incident.status === 'RESOLVED',
  startedAt: incident.started,
  resolvedAt: incident.resolved ?? null,
  updates: incident.updates.map(({ message, messageHtml, status, started }) => ({
    at: started,
    stage: status.toLowerCase(),
    text: messageHtml ?? message ?? '',
  })),
})
