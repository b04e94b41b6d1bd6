import { rowsByKey } from './setting-table.ts'
import { configKeys, wholeSchema } from './settings.ts'
import type { Schema } from './settings.ts'
import { CONFIGURATION, readFile } from './written.ts'

/** The JSON Schema of the configuration with the words of the guide at each key, for editors that show them. */
export function describedSchema(): Schema {
  const whole = wholeSchema()
  const said = rowsByKey({ source: CONFIGURATION, text: readFile(CONFIGURATION).toString() })
  for (const { key, schema } of configKeys(whole)) {
    const meaning = said.get(key)?.row.meaning || said.get(key.replace('escalations.<id>', 'escalation'))?.row.meaning
    if (meaning) schema.description = plainWords(meaning)
  }
  return whole
}

/** A cell of the guide as an editor shows it. */
export const plainWords = (cell: string) => cell.replace('🔑 ', 'Secret. ').replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
