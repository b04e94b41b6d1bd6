import { z } from 'zod'
import { gatherComponents } from './components.ts'
import type { Imported } from './imported.ts'
import { readExport } from './read-export.ts'

const Component = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  group: z.boolean().nullish(), // it is one
  group_id: z.string().nullish(),
})
const Components = z.array(Component)
const Export = z.union([
  Components.transform((components) => ({ components, incidents: [], scheduled_maintenances: [] })),
  z.object({
    components: Components,
    incidents: z.array(z.unknown()).default([]),
    scheduled_maintenances: z.array(z.unknown()).default([]),
  }),
])

/** The components of a Statuspage: the answer of `GET /v1/pages/PAGE/components`, or of the page's own `/api/v2/summary.json`. */
export function importStatuspage(text: string): Imported {
  const how = 'Statuspage: save https://YOUR-PAGE/api/v2/summary.json, or the answer of https://api.statuspage.io/v1/pages/PAGE/components'
  const { components, incidents, scheduled_maintenances: works } = readExport(Export, text, how)
  const groups = new Map(components.filter(({ group }) => group).map(({ id, name }) => [id, name]))
  const own = components.filter(({ group }) => !group)
  const left = [
    ...[...groups.values()].map((name) => ({ from: `group "${name}"`, why: 'it is a tag of its components here' })),
    ...(incidents.length > 0 ? [{ from: `the history (${incidents.length} listed)`, why: 'what was written there stays there' }] : []),
    ...(works.length > 0
      ? [{ from: `the planned work (${works.length} listed)`, why: 'plan them here again, with their seven facts' }]
      : []),
  ]
  return gatherComponents(
    own.map(({ name, description, group_id: group }) => ({
      name,
      description: description ?? null,
      group: groups.get(group ?? '') ?? null,
    })),
    left,
  )
}
