import type { Readable } from 'node:stream'
import type { html } from 'hono/html'
import type { z } from 'zod'
import type { Caller, Who } from './caller.ts'

export type Html = ReturnType<typeof html>

/** One address and what it does. Without `who` there is no route; everything it reads has a schema, unknown fields are refused. */
export type Route<Params = unknown, Query = unknown, Body = unknown> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly who: Who
  readonly within?: Within // without it a token of certain sites finds nothing here
  readonly does: string // one sentence, also in the OpenAPI document
  readonly reads: 'nothing' | 'json' | 'form' | 'text' // text: the body as it came, for a signature over it
  readonly mostBytes?: number // of the body; 256 KiB where nothing is said
  readonly provesItself?: boolean // by what is in the request: no browser is asked where it came from
  readonly speaks: 'json' | 'page' // in which shape it refuses
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  readonly gives?: z.ZodType // shape of a JSON answer, for the OpenAPI document
  answer(asked: Asked<Params, Query, Body>): Promise<Answer> | Answer
}

/** What of certain sites there is at an address: one of them, an incident of one, or a list that the route narrows to them by itself. */
export type Within = 'site' | 'incident' | 'list'

export type Asked<Params = unknown, Query = unknown, Body = unknown> = {
  readonly caller: Caller | null
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly header: (name: string) => string | undefined
  readonly ip: string
  readonly https: boolean
  readonly session: string | null
  readonly begun: string | null // the ticket of a log-in that goes on elsewhere
  readonly notChanged: string | null // If-None-Match
  readonly signal: AbortSignal // the reader went away
}

/** `session` begins one at the reader, or ends it when empty; `begun` does so with the ticket of a log-in elsewhere. */
export type Answer = (
  | { readonly json: unknown }
  | { readonly page: Html }
  | { readonly text: string; readonly type: string }
  | { readonly bytes: Buffer; readonly type: string } // packed already
  | { readonly redirect: string }
  | { readonly stream: Readable; readonly type: string }
) & { readonly status?: number; readonly session?: string; readonly begun?: string; readonly headers?: Readonly<Record<string, string>> }

/** A JSON address of the API. */
export const api = <Params, Query, Body>(route: Omit<Route<Params, Query, Body>, 'reads' | 'speaks'>): Route =>
  ({ ...route, reads: route.method === 'POST' || route.method === 'PUT' ? 'json' : 'nothing', speaks: 'json' }) as Route

/** A page, or the form on one. */
export const page = <Params, Query, Body>(route: Omit<Route<Params, Query, Body>, 'reads' | 'speaks'>): Route =>
  ({ ...route, reads: route.method === 'POST' ? 'form' : 'nothing', speaks: 'page' }) as Route

/** The caller of a route that lets nobody in without one. */
export function callerOf({ caller }: { readonly caller: Caller | null }): Caller {
  if (!caller) throw new Error('a route without a caller asked for one')
  return caller
}
