import { z } from 'zod'
import { MaintenanceFile } from '../domain/maintenance/read-maintenance.ts'
import { KEYS } from '../domain/playbook/language.ts'
import { PlaybookShape } from '../domain/playbook/read-playbook.ts'
import { ScenarioShape } from '../domain/rehearsal/read-scenario.ts'
import { describedSchema, plainWords } from './described-schema.ts'
import { codesOf, rowsOf } from './guide-tables.ts'
import type { Schema } from './settings.ts'
import { readFile } from './written.ts'

/** The files that people write, each with its JSON Schema (draft 2020-12). What a name stands for is judged by the `check` of each alone. */
export const FILE_SCHEMAS = {
  configuration: describedSchema,
  playbook: () => {
    const whole = schemaOf('Playbook', PlaybookShape, KEYS.playbook)
    const step = whole.properties!['steps']!.items!
    describe(step, KEYS.step)
    for (const [name, deed] of Object.entries(step.properties!))
      if (name !== 'playbook' && name !== 'step' && Object.hasOwn(KEYS, name)) describe(deed, KEYS[name as keyof typeof KEYS])
    return whole
  },
  scenario: () => schemaOf('Rehearsal', ScenarioShape, saidIn('docs/guide/rehearsals.md', 'key', 'meaning')),
  maintenance: () => schemaOf('Maintenance', MaintenanceFile, saidIn('docs/guide/maintenance.md', 'fact', 'says')),
} satisfies Readonly<Record<string, () => Schema>>

type Words = Readonly<Record<string, string>>

function schemaOf(title: string, shape: z.ZodType, words: Words): Schema {
  const { $schema, ...made } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any', override: asWritten })
  const schema = { $schema, title, ...made } as Schema
  describe(schema, words)
  return schema
}

// What Zod leaves out, since it stands behind a transformation: which keys are needed, and that a list of one may be written without its
// brackets.
function asWritten({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }) {
  const { def } = zodSchema._zod
  if (def.type === 'object') {
    const needed = Object.entries(def.shape).filter(([, one]) => !z.safeParse(one, undefined).success)
    jsonSchema.required = needed.map(([key]) => key)
  }
  if (def.type === 'pipe' && def.in._zod.def.type === 'transform' && jsonSchema.type === 'array') {
    const list = { ...jsonSchema }
    for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
    jsonSchema.anyOf = [list.items as z.core.JSONSchema.BaseSchema, list]
  }
}

function describe({ properties = {} }: Schema, words: Words) {
  for (const [key, schema] of Object.entries(properties)) if (words[key] !== undefined) schema.description = words[key]
}

// What a table of the guide says of each key; one row may be about several.
const saidIn = (source: string, key: string, meaning: string): Words =>
  Object.fromEntries(
    rowsOf({ source, text: readFile(source).toString() }, key).flatMap((row) =>
      codesOf(row[key]!).map((name) => [name, plainWords(row[meaning]!)]),
    ),
  )
