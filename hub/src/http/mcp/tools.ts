import { schemaOf } from '../api/openapi.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import type { Route } from '../route.ts'

/** A tool of an assistant (modelcontextprotocol.io, 2025-06-18, "Tools") and the route of the API that it stands for. */
export type Tool = { readonly route: Route; readonly shown: { readonly name: string; readonly inputSchema: Shape } & object }

type Shape = { readonly type: 'object'; readonly properties: Readonly<Record<string, unknown>>; readonly required: readonly string[] }

// What is read of: nouns of the API. Sessions, tokens, keys and what belongs to one's own account are none.
const NOUNS = new Set([
  ...[
    'now',
    'sites',
    'incidents',
    'parents',
    'tasks',
    'messages',
    'maintenance',
    'announced-work',
    'warnings',
    'vulnerabilities',
    'alerts',
  ],
  ...['on-call', 'providers', 'hosts', 'heartbeats', 'availability', 'readiness', 'reports', 'playbooks', 'proposals', 'health', 'drills'],
])

/** The tools of whoever asks: each route that reads and is open to them, and each deed on an incident, which is only proposed. */
export function toolsOf(routes: readonly Route[], caller: Caller): Tool[] {
  return routes.flatMap((route) => {
    if (!mayEnter(route.who, caller) || route.who === 'anyone' || (caller.sites !== null && !route.within)) return []
    if (isDeed(route)) return [{ route, shown: deedTool(route) }]
    const isRead = route.method === 'GET' && route.gives !== undefined && NOUNS.has(route.path.split('/')[3] ?? '')
    return isRead && route.path.startsWith('/api/v1/') ? [{ route, shown: readTool(route) }] : []
  })
}

/** Whether a tool only proposes what the route does: a deed on an incident. */
export const isDeed = ({ method, within }: Route) => method === 'POST' && within === 'incident'

/** The last word of a deed's address: `note`. */
export const deedOf = ({ path }: Pick<Route, 'path'>): string => path.split('/').at(-1)!

function readTool({ path, does, params, query }: Route) {
  const [given, asked] = [objectOf(params), objectOf(query)]
  const name = `get_${path
    .slice('/api/v1/'.length)
    .replaceAll('/:', '_by_')
    .replace(/[^a-z_]/gi, '_')}`
  return {
    ...{ name, description: does, annotations: { readOnlyHint: true } },
    inputSchema: { type: 'object', properties: { ...given.properties, ...asked.properties }, required: [...given.required, ...asked.required] } as Shape, // prettier-ignore
  }
}

function deedTool(route: Route) {
  const because = { type: 'string', maxLength: 400, description: 'Why, in a sentence for the person who decides.' }
  return {
    name: `propose_${deedOf(route).replaceAll('-', '_')}`,
    description: `Proposes, and does nothing yet: a person decides in Allclear. What it would do: ${route.does}`,
    annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true },
    inputSchema: {
      type: 'object',
      properties: { ...objectOf(route.params).properties, body: route.body ? schemaOf(route.body, 'input') : { type: 'object' }, because },
      required: ['id', 'body', 'because'],
    } as Shape,
  }
}

function objectOf(schema: Route['params']): Pick<Shape, 'properties' | 'required'> {
  const { properties = {}, required = [] } = schema ? (schemaOf(schema, 'input') as Partial<Shape>) : {}
  return { properties, required }
}
