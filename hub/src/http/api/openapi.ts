import { z } from 'zod'
import { api } from '../route.ts'
import type { Route } from '../route.ts'

const problem = z.object({ code: z.string(), message: z.string(), fix: z.string(), field: z.string().optional(), id: z.string() })

/** `/api/openapi.json`, made from the same routes that answer. */
export function openapiRoute(routes: readonly Route[]): Route {
  return api({
    method: 'GET',
    path: '/api/openapi.json',
    who: 'anyone',
    does: 'This document.',
    answer: () => ({ json: openapi(routes.filter(({ speaks }) => speaks === 'json')) }),
  })
}

function openapi(routes: readonly Route[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Allclear', version: '1', description: 'Downtime response: sites, incidents, tasks and messages.' },
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'A token made with: allclear token create' } },
      schemas: { Problem: schemaOf(problem, 'output') },
    },
  }
}

function operation(route: Route) {
  const answer = route.gives ? { content: { 'application/json': { schema: schemaOf(route.gives, 'output') } } } : {}
  return {
    summary: route.does,
    security: route.who === 'anyone' ? [] : [{ token: [] }],
    'x-who': route.who,
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query'), ...headersOf(route)],
    ...(route.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } } : {}),
    responses: {
      200: { description: 'Done.', ...answer },
      default: {
        description: 'Refused, with what to do next.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

/** A schema as JSON Schema, for whoever speaks to us from outside. */
export const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const header = (name: string) => ({ name, in: 'header', schema: { type: 'string' } })

function headersOf({ method, path, who }: Route) {
  if (method === 'GET' || who === 'anyone' || !path.startsWith('/api/v1/')) return []
  return [header('Idempotency-Key'), ...(method === 'PUT' ? [header('If-Match')] : [])]
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query') {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, unknown>; required?: string[] }
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: shape,
  }))
}
