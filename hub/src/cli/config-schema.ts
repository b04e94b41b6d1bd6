import { CHECKS } from '../checks/index.ts'
import { configSchema as schemaOf } from '../domain/plan/config-schema.ts'
import type { Out } from './report-complaints.ts'

/** `config schema`: the JSON Schema of the configuration, for an editor. */
export function configSchema(out: Out): number {
  out.stdout(`${JSON.stringify(schemaOf(Object.fromEntries(CHECKS.map(({ kind, options }) => [kind, options]))), null, 2)}\n`)
  return 0
}
