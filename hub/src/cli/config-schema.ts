import { describedSchema } from '../docs/described-schema.ts'
import type { Out } from './report-complaints.ts'

/** `config schema`: the JSON Schema of the configuration, for an editor, with what the guide says of each key. */
export function configSchema(out: Out): number {
  out.stdout(`${JSON.stringify(describedSchema(), null, 2)}\n`)
  return 0
}
