import { z } from 'zod'
import type { Route } from '../../src/http/route.ts'
import type { Roll } from '../stories/dice.ts'
import { bodyFor, urlFor } from '../route-samples.ts'
import type { Side } from '../route-samples.ts'
import { mutateJson, mutateText, mutateValue } from './mutate.ts'
import { ODD } from './odd-values.ts'

/** A request as it is sent; the token by the name of its role. */
export type Request = {
  readonly method: Route['method']
  readonly url: string
  readonly role: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string | null
}

type JsonSchema = {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly maxLength?: number
  readonly format?: string
  readonly default?: unknown
}

const shapes = new WeakMap<z.ZodType, JsonSchema>()
function shapeOf(schema: z.ZodType): JsonSchema {
  const known = shapes.get(schema) ?? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
  shapes.set(schema, known)
  return known
}

const PLAIN = [
  'cornerbakery.example',
  'ana',
  'mail',
  'Bo',
  '2',
  '1',
  'brightside',
  'primary',
  'tls',
  'client',
  'open',
  'identified',
  'all-clear',
  'bo@mailbox.example',
]
const TIMES = ['2026-03-04T17:00:00Z', '2026-03-04', '2026-03-04T18:00:00+01:00', '30m', '2h', '2026-03']

/** A value that the schema takes, or nearly so. */
function fitting(schema: JsonSchema, roll: Roll): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return roll.one(schema.enum)
  if (schema.anyOf) return fitting(roll.one(schema.anyOf), roll)
  if (schema.type === 'object') {
    const wanted = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name) || roll.chance(0.6))
    return Object.fromEntries(wanted.map(([name, inner]) => [name, fitting(inner, roll)]))
  }
  if (schema.type === 'array') return Array.from({ length: roll.upTo(3) }, () => fitting(schema.items ?? {}, roll))
  if (schema.type === 'integer' || schema.type === 'number') return roll.one([0, 1, 2, 7, 60, 100, -1, 1e9])
  if (schema.type === 'boolean') return roll.chance(0.5)
  if (schema.type === 'null') return null
  return roll.one(roll.chance(0.3) ? TIMES : roll.chance(0.7) ? PLAIN : ODD)
}

const SIDES: readonly Side[] = ['own', 'own', 'own', 'foreign', 'unknown']
const TYPES = ['application/json', 'application/json; charset=utf-8', 'application/x-www-form-urlencoded', ' application/json', 'application/json garbage', 'text/plain', 'multipart/form-data; boundary=x', ''] // prettier-ignore
const HEADERS: readonly (readonly [string, string])[] = [
  ['content-encoding', 'br'],
  ['if-none-match', '"x"'],
  ['x-forwarded-for', '127.0.0.1, é'],
  ['x-forwarded-host', 'evil.example'],
  ['origin', 'null'],
  ['origin', 'http://['],
  ['sec-fetch-site', 'cross-site'],
  ['cookie', 'allclear=x; allclear=%ff; __Host-allclear=é'],
  ['accept', 'text/html'],
  ['accept-language', 'de;q=x,*;q=9e999'],
  ['authorization', 'Basic eDp5'],
  ['authorization', 'Bearer'],
  ['range', 'bytes=9-1'],
  ['x-allclear-agent', '__proto__'],
  ['x-allclear-sent-at', '999999999999999'],
  ['x-allclear-signature', 'AAAA'],
  ['webhook-id', 'x'],
  ['x-slack-signature', 'v0='],
  ['x-twilio-signature', 'x'],
]

/** A request to this route: valid, almost valid, or wrong in its path, its query, its headers or its body. */
export function drawRequest(route: Route, roles: readonly string[], roll: Roll): Request {
  const { type, payload } = bodyOf(route, roll)
  const odd = roll.chance(0.15) ? [roll.one(HEADERS)] : []
  return {
    method: roll.chance(0.97) ? route.method : roll.one(['GET', 'POST', 'PUT', 'DELETE']),
    url: pathOf(route, roll) + queryOf(route, roll),
    role: roll.one(roles),
    headers: { ...(type === null ? {} : { 'content-type': roll.chance(0.95) ? type : roll.one(TYPES) }), ...Object.fromEntries(odd) },
    payload,
  }
}

function pathOf(route: Route, roll: Roll): string {
  const path = urlFor(route, roll.one(SIDES)).split('?')[0]!
  if (roll.chance(0.7)) return path
  if (roll.chance(0.1))
    return mutateText([path], roll)
      .replace(/^[^/]*\/*/, '/')
      .slice(0, 3000)
  const word = roll.one(ODD).slice(0, 600).toWellFormed()
  return route.path.replace(/:\w+/g, () => encodeURIComponent(word)).replace('*', () => (roll.chance(0.5) ? word : 'api/v2/summary.json'))
}

function queryOf(route: Route, roll: Roll): string {
  if (!route.query || roll.chance(0.3)) return roll.chance(0.05) ? `?${roll.one(ODD)}` : ''
  const value = fitting(shapeOf(route.query), roll) as Record<string, unknown>
  const pairs = Object.entries(value).map(([name, said]) => [name, roll.chance(0.25) ? roll.one(ODD) : String(said)])
  if (roll.chance(0.1) && pairs.length > 0) pairs.push(pairs[0]!)
  if (roll.chance(0.05)) pairs.push([roll.one(ODD), 'x'])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([a, b]) => [a!.toWellFormed(), b!.toWellFormed()]))}`
}

function bodyOf(route: Route, roll: Roll): { readonly type: string | null; readonly payload: string | null } {
  if (route.method === 'GET') return { type: null, payload: null }
  const sample = route.body ? (route.who !== 'anyone' && roll.chance(0.5) ? bodyFor(route) : fitting(shapeOf(route.body), roll)) : {}
  if (route.reads === 'form') {
    const value = Object.entries((roll.chance(0.5) ? sample : mutateValue(sample, roll)) ?? {}).map(([a, b]) => [
      a,
      typeof b === 'string' ? b : JSON.stringify(b),
    ])
    return { type: 'application/x-www-form-urlencoded', payload: new URLSearchParams(value as [string, string][]).toString() }
  }
  return { type: 'application/json', payload: roll.chance(0.3) ? JSON.stringify(sample) : mutateJson([sample], roll) }
}
