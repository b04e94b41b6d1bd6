type Schema = {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
}
type Content = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }
type Operation = {
  readonly summary: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }[]
  readonly requestBody?: Content
  readonly responses: { readonly 200: Content }
}
export type OpenApi = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }

const HEAD = `// Made by \`npm run client\` from /api/openapi.json; a test compares it with the routes that answer.

/** Every route of the API: what its address, its query and its body take, and what it gives. */
export type Routes = {
`

/** The types of every route under \`/api/v1\`, as the text of \`routes.ts\`. */
export function routesText({ paths }: OpenApi): string {
  const routes = Object.entries(paths).filter(([path]) => path.startsWith('/api/v1/'))
  const lines = routes.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => routeText(`${method.toUpperCase()} ${path}`, operation)),
  )
  return `${HEAD}${lines.join('')}}\n`
}

function routeText(route: string, { summary, parameters, requestBody, responses }: Operation): string {
  const named = (place: string) => parameters.filter((one) => one.in === place)
  const part = (name: string, place: string) =>
    named(place).length === 0 ? [] : [`${name}: { ${named(place).map((one) => `${keyOf(one.name, one.required)}: ${paramType(one.schema)}`).join('; ')} }`] // prettier-ignore
  const body = jsonOf(requestBody)
  const parts = [...part('params', 'path'), ...part('query', 'query'), ...(body ? [`body: ${typeOf(body)}`] : [])]
  return `  /** ${summary.replaceAll('*/', '')} */\n  '${route}': { ${[...parts, `gives: ${typeOf(jsonOf(responses[200]))}`].join('; ')} }\n`
}

const jsonOf = (content: Content | undefined) => content?.content?.['application/json']?.schema
const keyOf = (name: string, isRequired = false) => `${/^[a-z_$][\w$]*$/i.test(name) ? name : `'${name}'`}${isRequired ? '' : '?'}`

// In an address everything is written out; what it may be there is said when it is refused.
function paramType(schema: Schema): string {
  const type = typeOf(schema)
  return type === 'unknown' ? 'string | number' : type
}

/** A JSON Schema as a type of TypeScript. */
function typeOf(schema: Schema | undefined): string {
  if (!schema) return 'unknown'
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  const either = schema.anyOf ?? schema.oneOf
  if (either) return [...new Set(either.map(typeOf))].join(' | ')
  if (schema.allOf) return schema.allOf.map((one) => `(${typeOf(one)})`).join(' & ')
  if (Array.isArray(schema.type)) return schema.type.map((type: string) => typeOf({ ...schema, type })).join(' | ')
  if (schema.type === 'array') return `(${typeOf(schema.items)})[]`
  if (schema.type === 'object') return objectType(schema)
  return SIMPLE[String(schema.type)] ?? 'unknown'
}
const SIMPLE: Readonly<Record<string, string>> = { string: 'string', number: 'number', integer: 'number', boolean: 'boolean', null: 'null' }

function objectType({ properties = {}, required = [], additionalProperties }: Schema): string {
  const known = Object.entries(properties).map(([name, one]) => `${keyOf(name, required.includes(name))}: ${typeOf(one)}`)
  if (known.length > 0) return `{ ${known.join('; ')} }`
  return typeof additionalProperties === 'object' ? `{ [key: string]: ${typeOf(additionalProperties)} }` : '{ [key: string]: never }'
}
