import { z } from 'zod'
import { gatherComponents } from './components.ts'
import type { Imported } from './imported.ts'
import { readExport } from './read-export.ts'

const Component = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  group: z.union([z.string(), z.object({ id: z.string().optional(), name: z.string().nullish() })]).nullish(),
  archived: z.boolean().nullish(),
  incidents: z.array(z.unknown()).default([]),
})
const Export = z.array(Component)

/** The components of an Instatus page: the answer of `GET /v1/PAGE/components` or `/v2/PAGE/components`. */
export function importInstatus(text: string): Imported {
  const components = readExport(Export, text, 'Instatus: save the answer of https://api.instatus.com/v2/PAGE/components?per_page=100')
  const names = new Map(components.map(({ id, name }) => [id, name]))
  const groupOf = ({ group }: z.infer<typeof Component>): string | null =>
    group === null || group === undefined ? null : typeof group === 'string' ? (names.get(group) ?? null) : (group.name ?? names.get(group.id ?? '') ?? null) // prettier-ignore
  const holders = new Set(components.flatMap((one) => groupOf(one) ?? []))
  const incidents = new Set(components.flatMap((one) => one.incidents.map((incident) => JSON.stringify(incident)))).size
  const left = [
    ...components.filter(({ archived }) => archived).map(({ name }) => ({ from: `component "${name}"`, why: 'it is archived there' })),
    ...(incidents > 0 ? [{ from: `the history (${incidents} listed)`, why: 'what was written there stays there' }] : []),
  ]
  const own = components.filter(({ name, archived }) => !archived && !holders.has(name))
  return gatherComponents(
    own.map((one) => ({ name: one.name, description: one.description ?? null, group: groupOf(one) })),
    left,
  )
}
