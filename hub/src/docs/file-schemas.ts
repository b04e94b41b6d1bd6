import { z } from 'zod'
import { readMaintenance } from '../domain/maintenance/read-maintenance.ts'
import { KEYS } from '../domain/playbook/language.ts'
import { readPlaybook } from '../domain/playbook/read-playbook.ts'
import { readScenario } from '../domain/rehearsal/read-scenario.ts'
import { describedSchema, plainWords } from './described-schema.ts'
import { codesOf, rowsOf } from './guide-tables.ts'
import type { Schema } from './settings.ts'
import { readFile } from './written.ts'

/** The files that people write, each with its JSON Schema (draft 2020-12). What a name stands for is judged by the `check` of each alone. */
export const FILE_SCHEMAS = {
  configuration: describedSchema,
  playbook: () => {
    const whole = schemaOf(
      'Playbook',
      judgeOf((text) => readPlaybook(text, '', { templates: [], actions: [] })),
      KEYS.playbook,
    )
    const step = whole.properties!['steps']!.items!
    describe(step, KEYS.step)
    for (const [name, deed] of Object.entries(step.properties!))
      if (name !== 'playbook' && name !== 'step' && Object.hasOwn(KEYS, name)) describe(deed, KEYS[name as keyof typeof KEYS])
    return whole
  },
  scenario: () =>
    schemaOf('Rehearsal', judgeOf((text) => readScenario(text, '', { sites: {}, people: {} })), saidIn('docs/guide/rehearsals.md', 'key', 'meaning')), // prettier-ignore
  maintenance: () =>
    schemaOf('Maintenance', judgeOf((text) => readMaintenance(text, '', { now: null })), saidIn('docs/guide/maintenance.md', 'fact', 'says')), // prettier-ignore
} satisfies Readonly<Record<string, () => Schema>>

type Words = Readonly<Record<string, string>>

/** The schema by which a reader judges a whole file. It keeps that to itself, and names it where it refuses a file that is no map. */
function judgeOf(read: (text: string) => unknown): z.core.$ZodType {
  const { customError } = z.config()
  let judge: z.core.$ZodType | null = null
  z.config({ customError: ({ schema }) => void (judge ??= schema ?? null) })
  read('[]\n')
  z.config({ customError })
  if (judge === null) throw new Error('a reader took a list for a file')
  return judge
}

function schemaOf(title: string, judge: z.core.$ZodType, words: Words): Schema {
  const { $schema, ...made } = z.toJSONSchema(judge, { io: 'input', unrepresentable: 'any', override: asWritten })
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
