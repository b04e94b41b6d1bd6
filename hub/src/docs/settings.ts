import { z } from 'zod'
import { CHECKS } from '../checks/index.ts'
import { configSchema } from '../domain/plan/config-schema.ts'

export type Schema = {
  description?: string
  readonly title?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly propertyNames?: { readonly enum?: readonly string[] }
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: unknown
}

/** A key as the guide writes it, `people.<id>.mail` or `escalation[].notify`, and what its schema takes. */
export type Key = { readonly key: string; readonly takes: string; readonly unless: string | null; readonly schema: Schema }

/** The JSON Schema of `allclear.yaml`, with the options of every check. */
export const wholeSchema = (): Schema => configSchema(Object.fromEntries(CHECKS.map(({ kind, options }) => [kind, options])))

/** Every key that `allclear.yaml` may have. */
export const configKeys = (whole = wholeSchema()): readonly Key[] => keysUnder(whole, '')

/** The keys of one map that a schema judges. */
export const keysOf = (schema: z.ZodType): readonly Key[] =>
  keysUnder(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, '')

function keysUnder(schema: Schema, path: string): Key[] {
  const { properties = {}, additionalProperties: entry, propertyNames, items, anyOf = [] } = schema
  const ids = typeof entry === 'object' ? (propertyNames?.enum ?? ['<id>']).map((id) => [`.${id}`, entry] as const) : []
  const inner = [...ids, ...(items ? [['[]', items] as const] : []), ...anyOf.map((one) => ['', one] as const)]
  return [
    ...Object.entries(properties).flatMap(([name, one]) => {
      const key = path === '' ? name : `${path}.${name}`
      const deeper = keysUnder(one, key)
      return deeper.length > 0 ? deeper : [{ key, takes: takenBy(one), unless: writtenDefault(one), schema: one }]
    }),
    ...inner.flatMap(([more, one]) => keysUnder(one, `${path}${more}`)),
  ]
}

const WORDS: Readonly<Record<string, string>> = {
  ...{ string: 'text', number: 'a number', boolean: 'true or false', array: 'a list', object: 'a map', null: '' },
}
const LARGEST = 1_000_000_000

function takenBy(schema: Schema): string {
  const { type, anyOf, items, minimum, maximum } = schema
  if (schema.title) return schema.title
  if (schema.enum) return schema.enum.map((one) => `\`${String(one)}\``).join(', ')
  if (anyOf) return [...new Set(anyOf.map(takenBy).filter(Boolean))].join(' or ')
  if (Array.isArray(type)) return type.map((one) => WORDS[one]).filter(Boolean).join(' or ') // prettier-ignore
  if (type === 'integer') return `a whole number${rangeOf(minimum, maximum)}`
  if (type === 'array' && items) return `a list: ${takenBy(items)}`
  return WORDS[type as string] ?? ''
}

const rangeOf = (least = -LARGEST, most = LARGEST) =>
  most < LARGEST ? `, ${least} to ${most}` : least > -LARGEST ? `, ${least} or more` : ''

const writtenDefault = ({ default: value }: Schema): string | null =>
  value === undefined || value === null || value === '' || typeof value === 'object' ? null : `\`${String(value)}\``
