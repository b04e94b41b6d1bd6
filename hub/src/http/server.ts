import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { minutes } from '../domain/instant.ts'
import { Problem } from '../problem.ts'
import type { Around } from './around.ts'
import { cameByHttps, identify, keepSession, mayEnter, sessionOf } from './caller.ts'
import type { Caller } from './caller.ts'
import { refusalPage } from './console/refusal.ts'
import { understand } from './input.ts'
import { limiter } from './limiter.ts'
import { refusalOf, tooMany } from './problems.ts'
import type { Answer, Asked, Route } from './route.ts'
import { routesOf } from './routes.ts'
import { refuseForeign, refuseType, shield } from './shields.ts'
import { statusFront } from './status/front.ts'
import { readJson } from './strict-json.ts'

const BODY_LIMIT = 256 * 1024
const REQUEST_MS = 30_000
const KEEP_ALIVE_MS = 72_000

declare module 'fastify' {
  interface FastifyContextConfig {
    route?: Route
  }
  interface FastifyRequest {
    caller: Caller | null
  }
}

export type Server = { readonly url: string; close(): Promise<void> }

/** Opens the doors: console, API and status pages on one address. Resolves when it listens; port 0 takes a free one. */
export async function startServer(around: Around, { host, port }: { host: string; port: number }): Promise<Server> {
  const app = await buildServer(around, routesOf(around))
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Problem('bad-input', 'port_taken', `${host}:${port} is taken.`, 'Choose another with --listen, or end what listens there.')
  }
  const address = app.server.address() as { port: number; family: string; address: string }
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `http://${name}:${address.port}/`, close: () => app.close() }
}

/** The server before it listens. A route that does not say who may enter is not registered: building fails. */
export async function buildServer(around: Around, routes: readonly Route[]): Promise<FastifyInstance> {
  const front = statusFront(around)
  const app = Fastify({
    serverFactory: (route) =>
      createServer({ requestTimeout: REQUEST_MS, keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
        if (!front(request, response)) route(request, response)
      }),
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    genReqId: () => randomBytes(6).toString('hex'),
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: (error, request, reply) => refuse(around, error, request, reply),
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, text, done) => {
    try {
      done(null, readJson(text as string))
    } catch (error) {
      done(error as Error)
    }
  })
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: BODY_LIMIT })
  app.decorateRequest('caller', null)
  app.addHook('onRoute', ({ config, method, path }) => {
    if (!config?.route?.who) throw new Error(`${String(method)} ${path} does not say who may enter`)
  })
  const knocks = limiter({ max: 600, per: minutes(1) })
  app.addHook('onRequest', (request, reply) => admit(around, knocks, request, reply))
  app.setErrorHandler((error, request, reply) => refuse(around, error, request, reply))
  app.setNotFoundHandler((request, reply) => refuse(around, unknownAddress(), request, reply))
  for (const route of routes.filter(({ reads }) => reads !== 'text')) register(app, around, route)
  await app.register(async (unread) => {
    unread.removeAllContentTypeParsers()
    unread.addContentTypeParser('*', { parseAs: 'string' }, (_, text, done) => done(null, text))
    for (const route of routes.filter(({ reads }) => reads === 'text')) register(unread, around, route)
  })
  return app
}

// Before the body is read: who is asking, may they, and does the request come from where it should.
async function admit(around: Around, knocks: ReturnType<typeof limiter>, request: FastifyRequest, reply: FastifyReply) {
  shield(reply, cameByHttps(around, request.headers.host))
  const { route } = request.routeOptions.config
  if (!route) return
  if (route.who !== 'anyone') reply.header('cache-control', 'no-store')
  request.caller = route.who === 'anyone' && request.headers.authorization === undefined ? null : await identify(around, request)
  if (request.caller) {
    const wait = knocks(request.caller.tokenId, around.clock.now())
    if (wait !== null) throw tooMany(wait)
  }
  if (!mayEnter(route.who, request.caller)) {
    if (!request.caller && route.speaks === 'page' && route.method === 'GET') return reply.redirect('/login', 303)
    throw request.caller ? roleTooSmall(route) : loginNeeded()
  }
  if (route.method === 'GET') return
  if (!route.provesItself) refuseForeign(request)
  if (route.reads === 'json' || route.reads === 'form') refuseType(request, route.reads === 'form')
}

function register(app: FastifyInstance, around: Around, route: Route) {
  app.route({
    method: route.method,
    url: route.path,
    config: { route },
    handler: async (request, reply) => {
      const asked = askedOf(around, route, request)
      return give(reply, asked, await route.answer(asked))
    },
  })
}

function askedOf(around: Around, route: Route, request: FastifyRequest): Asked {
  return {
    caller: request.caller,
    params: route.params && understand(route.params, request.params, 'params'),
    query: route.query && understand(route.query, request.query, 'query'),
    body: route.reads === 'text' ? (request.body ?? '') : route.body && understand(route.body, request.body, 'body'),
    header: (name) => [request.headers[name]].flat()[0],
    ip: request.ip,
    https: cameByHttps(around, request.headers.host),
    session: sessionOf(request),
    notChanged: request.headers['if-none-match'] ?? null,
    get signal() {
      return signalOf(request)
    },
  }
}

// Made for who asks: most answers are over before anyone could go away.
function signalOf(request: FastifyRequest): AbortSignal {
  const gone = new AbortController()
  request.raw.once('close', () => gone.abort())
  return gone.signal
}

async function give(reply: FastifyReply, { https }: Asked, answer: Answer) {
  if (answer.session !== undefined) keepSession(reply, answer.session, https)
  if (answer.headers) reply.headers(answer.headers)
  reply.code(answer.status ?? 200)
  if ('redirect' in answer) return reply.redirect(answer.redirect, 303)
  if ('json' in answer) return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.json))
  if ('page' in answer) return reply.type('text/html; charset=utf-8').send(String(await answer.page))
  if ('stream' in answer) return reply.type(answer.type).send(answer.stream)
  return reply.type(answer.type).send('bytes' in answer ? answer.bytes : answer.text)
}

async function refuse(around: Around, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { status, bug, headers, body } = refusalOf(error, String(request.id))
  if (bug) around.onBug?.(error, body.id)
  shield(reply, cameByHttps(around, request.headers.host))
  reply.code(status).headers(headers).header('cache-control', 'no-store')
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  const { route } = request.routeOptions?.config ?? {}
  const asPage = route ? route.speaks === 'page' : (request.headers.accept ?? '').includes('text/html')
  if (asPage) return reply.type('text/html; charset=utf-8').send(String(await refusalPage(status, body)))
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body))
}

const unknownAddress = () =>
  new Problem('not-found', 'page_unknown', 'There is nothing at this address.', 'Begin at / or /api/openapi.json.')
const loginNeeded = () =>
  new Problem('not-allowed', 'login_needed', 'This needs to know who you are.', 'Send Authorization: Bearer with a token, or log in.')
const roleTooSmall = ({ who }: Route) =>
  new Problem('not-allowed', 'role_too_small', `This takes the role ${who}, or a higher one.`, 'Ask an owner for a token with that role.')
