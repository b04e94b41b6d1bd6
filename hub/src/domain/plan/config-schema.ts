import { z } from 'zod'
import type { Path } from '../document.ts'
import { NAME } from './draft.ts'
import { interval } from './words.ts'
import { readPlan } from './read-plan.ts'
import type { CheckSchemas } from './read-sites.ts'

type Schema = { properties?: Record<string, Schema>; additionalProperties?: Schema | boolean; [key: string]: unknown }

// One faulty entry of every map and one of every optional part: the reader tells by which schema it judges each.
const OUTLINE = `operator: {}
people: { a: {} }
teams: { a: {} }
schedules: { a: {} }
escalation: [{}]
escalations: { a: [{}] }
partners: { a: {} }
clients: { a: {} }
providers: { a: {} }
hosts: { a: {} }
vulnerabilities: { a: {} }
alerts: { a: {} }
sites: { a: {} }
drills: {}
reports: {}
`

/** The JSON Schema (draft 2020-12) of `allclear.yaml`, so that an editor completes and underlines what a person writes. Made from what the reader judges by; what a reference names is judged by `config check` alone. */
export function configSchema(checks: CheckSchemas): object {
  const root: Schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Allclear' }
  const onPart = (path: Path, schema: z.ZodType) => put(root, path.map(String), jsonSchemaOf(schema))
  readPlan(OUTLINE, 'allclear.yaml', { variables: { lookup: () => undefined, unsetIsEmpty: true }, checkSchemas: checks, onPart })
  const site = root.properties!.sites!.additionalProperties as Schema
  site.properties!.checks = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(checks).map(([kind, options]) => [kind, checkSchema(jsonSchemaOf(options))])),
  }
  return root
}

function put(root: Schema, [part, id]: readonly string[], schema: Schema) {
  if (part === undefined) Object.assign(root, schema)
  else if (id === undefined) root.properties![part] = schema
  else
    root.properties![part] = {
      type: 'object',
      propertyNames: part === 'sites' ? {} : { pattern: NAME.source },
      additionalProperties: schema,
    }
}

const checkSchema = (options: Schema): Schema => ({
  anyOf: [{ type: 'boolean' }, { ...options, properties: { interval: jsonSchemaOf(interval), ...options.properties } }],
})

function jsonSchemaOf(schema: z.ZodType): Schema {
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
  delete made.$schema
  return made
}
