import { FILE_SCHEMAS } from '../docs/file-schemas.ts'
import type { Out } from './report-complaints.ts'

/** `config schema`: the JSON Schema of the configuration, or of another file that people write, for an editor, with what the guide says of each key. */
export function configSchema(of: keyof typeof FILE_SCHEMAS, out: Out): number {
  out.stdout(`${JSON.stringify(FILE_SCHEMAS[of](), null, 2)}\n`)
  return 0
}
