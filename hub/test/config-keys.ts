import { CHECKS } from '../src/checks/index.ts'
import { configSchema } from '../src/domain/plan/config-schema.ts'

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly propertyNames?: { readonly enum?: readonly string[] }
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
}

/** Every key that `allclear.yaml` may have, as the guide writes it: `people.<id>.mail`, `escalation[].notify`. */
export function configKeys(): readonly string[] {
  const checks = Object.fromEntries(CHECKS.map(({ kind, options }) => [kind, options]))
  return ['sites.<id>.checks', ...keysUnder(configSchema(checks) as Schema, '')]
}

function keysUnder(schema: Schema, path: string): string[] {
  const { properties = {}, additionalProperties: entry, propertyNames, items, anyOf = [] } = schema
  const ids = typeof entry === 'object' ? (propertyNames?.enum ?? ['<id>']).map((id) => [`.${id}`, entry] as const) : []
  const inner = [...ids, ...(items ? [['[]', items] as const] : []), ...anyOf.map((one) => ['', one] as const)]
  return [
    ...Object.entries(properties).flatMap(([key, one]) => {
      const here = path === '' ? key : `${path}.${key}`
      const deeper = keysUnder(one, here)
      return deeper.length > 0 ? deeper : [here]
    }),
    ...inner.flatMap(([more, one]) => keysUnder(one, `${path}${more}`)),
  ]
}
