import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { minutes } from '../domain/instant.ts'
import { Problem } from '../problem.ts'
import { fromAddress } from '../store/audit.ts'
import { asTenant } from '../store/tenant.ts'
import { answerOnce } from './answer-once.ts'
import type { Around } from './around.ts'
import { begunOf, cameByHttps, identify, keepBegun, keepSession, mayEnter, sessionOf } from './caller.ts'
import type { Caller } from './caller.ts'
import { refusalPage } from './console/refusal.ts'
import { teamWords } from './console/words/index.ts'
import { etagOf, isKnown } from './etag.ts'
import { ifUnchanged } from './if-unchanged.ts'
import type { IfUnchanged } from './if-unchanged.ts'
import { understand } from './input.ts'
import { limiter } from './limiter.ts'
import { refusalOf, tooMany } from './problems.ts'
import type { Answer, Asked, Route } from './route.ts'
import { routesOf } from './routes.ts'
import { challengeAt, doorOf } from './own-domain.ts'
import { refuseForeign, refuseType, SHIELD, shield } from './shields.ts'
import { statusFront } from './status/front.ts'
import { readJson } from './strict-json.ts'
import { mustBeWithin } from './within-sites.ts'

// An `import` of node:http reads all that it exports, and that loads the WebSocket of Node: megabytes that nobody needs.
const { createServer } = process.getBuiltinModule('node:http')

const BODY_LIMIT = 256 * 1024
const LIMITS = { requestTimeout: 30_000, keepAliveTimeout: 72_000 }

declare module 'fastify' {
  interface FastifyContextConfig {
    route?: Route
  }
  interface FastifyRequest {
    caller: Caller | null
  }
}

/** `tlsPort`: where own domains of status pages are answered; null where there are none. */
export type Server = { readonly url: string; readonly tlsPort: number | null; close(): Promise<void> }

// New connections that the system keeps for us, as far as it allows (somaxconn): one that finds no place tries again only after a second.
const WAITING = 4096

/** Opens the doors: console, API and status pages on one address. Resolves when it listens; port 0 takes a free one. */
export async function startServer(around: Around, { host, port }: { host: string; port: number }): Promise<Server> {
  const app = await buildServer(around, routesOf(around))
  const domains = around.plan().hub.domains
  const tls = domains && around.domains ? tlsServer(around, app) : null
  const close = async () => {
    tls?.closeAllConnections()
    tls?.close()
    await app.close()
  }
  try {
    await app.listen({ host, port, backlog: WAITING })
    if (tls) await once(tls.listen({ ...domains!.listen, backlog: WAITING }), 'listening')
  } catch (error) {
    await close()
    const { code, port: taken = port } = error as NodeJS.ErrnoException & { port?: number }
    if (code !== 'EADDRINUSE') throw error
    throw new Problem('bad-input', 'port_taken', `${host}:${taken} is taken.`, 'Choose another with --listen, or end what listens there.')
  }
  const address = app.server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `http://${name}:${address.port}/`, tlsPort: tls && (tls.address() as AddressInfo).port, close }
}

// Own domains over TLS, each with its own certificate; a name that has none gets no handshake.
function tlsServer(around: Around, app: FastifyInstance) {
  const contexts = new Map<string, { readonly cert: string; readonly context: SecureContext }>()
  const find = (name: string, done: (error: Error | null, context?: SecureContext) => void) => {
    const found = around.domains!.certificate(name.toLowerCase())
    if (!found) return done(new Error('no page is served under this name'))
    const known = contexts.get(name)
    if (known?.cert === found.cert) return done(null, known.context)
    const context = createSecureContext({ ...found, minVersion: 'TLSv1.2' })
    contexts.set(name, { cert: found.cert, context })
    done(null, context)
  }
  return createTlsServer({ ...LIMITS, SNICallback: find }, openDoor(around, app.routing))
}

type Listener = (request: FastifyRequest['raw'], response: FastifyReply['raw']) => void

// What is ready goes out at once; the page of an own domain lies at its root.
function openDoor(around: Around, route: Listener): Listener {
  const front = statusFront(around)
  return (request, response) => {
    const door = doorOf(around, request.headers.host, 'encrypted' in request.socket)
    if (door.is === 'nobody') return refuseHost(response)
    if (door.is === 'page') {
      const challenge = challengeAt(around, door.domain, request.url!)
      if (challenge !== null) return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(challenge)
      request.url = `/status/${door.slug}${request.url!.startsWith('/') ? request.url! : '/'}`
    }
    if (!front(request, response)) route(request, response)
  }
}

// Said without any of the hub's own words: whoever asks does not know of it.
function refuseHost(response: FastifyReply['raw']) {
  const { status, body } = refusalOf(hostUnknown(), randomBytes(6).toString('hex'))
  response.writeHead(status, { ...SHIELD, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

/** The server before it listens. A route that does not say who may enter is not registered: building fails. */
export async function buildServer(around: Around, routes: readonly Route[]): Promise<FastifyInstance> {
  const app = Fastify({
    serverFactory: (route) => createServer(LIMITS, openDoor(around, route)),
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
  const knocks = { ofToken: limiter({ max: 600, per: minutes(1) }), ofTenant: limiter({ max: 1800, per: minutes(1) }) }
  app.addHook('onRequest', (request, reply) => admit(around, knocks, request, reply))
  app.setErrorHandler((error, request, reply) => refuse(around, error, request, reply))
  app.setNotFoundHandler((request, reply) => refuse(around, unknownAddress(), request, reply))
  const guard = ifUnchanged(routes)
  for (const route of routes.filter(({ reads }) => reads !== 'text')) register(app, around, route, guard)
  await app.register(async (unread) => {
    unread.removeAllContentTypeParsers()
    unread.addContentTypeParser('*', { parseAs: 'string' }, (_, text, done) => done(null, text))
    for (const route of routes.filter(({ reads }) => reads === 'text')) register(unread, around, route, guard)
  })
  return app
}

// A token may knock often; all of one tenant together leave room for the others.
type Knocks = Readonly<Record<'ofToken' | 'ofTenant', ReturnType<typeof limiter>>>

// Before the body is read: who is asking, may they, and does the request come from where it should.
async function admit(around: Around, knocks: Knocks, request: FastifyRequest, reply: FastifyReply) {
  shield(reply, cameByHttps(around, request.raw))
  const { route } = request.routeOptions.config
  if (!route) return
  if (route.who !== 'anyone') reply.header('cache-control', 'no-store')
  request.caller = route.who === 'anyone' && request.headers.authorization === undefined ? null : await identify(around, request)
  if (request.caller) {
    const { tokenId, partner } = request.caller
    const now = around.clock.now()
    const wait = knocks.ofToken(tokenId, now) ?? (partner === null ? null : knocks.ofTenant(partner, now))
    if (wait !== null) throw tooMany(wait)
  }
  if (request.caller?.sites && route.who !== 'anyone' && !route.within) throw unknownAddress()
  if (!mayEnter(route.who, request.caller)) {
    if (!request.caller && route.speaks === 'page' && route.method === 'GET') return reply.redirect(loginFor(route), 303)
    throw request.caller ? roleTooSmall(route) : loginNeeded()
  }
  if (route.method === 'GET') return
  if (!route.provesItself) refuseForeign(request)
  if (route.reads === 'json' || route.reads === 'form') refuseType(request, route.reads === 'form')
}

function register(app: FastifyInstance, around: Around, route: Route, guard: IfUnchanged) {
  app.route({
    method: route.method,
    url: route.path,
    ...(route.mostBytes !== undefined && { bodyLimit: route.mostBytes }),
    config: { route },
    handler: async (request, reply) => {
      const asked = askedOf(around, route, request, reply)
      const answer = async () => {
        await mustBeWithin(around, route, asked)
        return answerOnce(around, request, () => guard(route, asked, async () => route.answer(asked)))
      }
      const partner = route.who === 'anyone' ? null : asked.caller?.partner // an open door is the house's, whoever comes
      return give(reply, asked, await fromAddress(asked.ip, () => (partner ? asTenant(partner, answer) : answer())))
    },
  })
}

const headerOf =
  ({ headers }: FastifyRequest) =>
  (name: string) =>
    [headers[name]].flat()[0]

function askedOf(around: Around, route: Route, request: FastifyRequest, reply: FastifyReply): Asked {
  return {
    caller: request.caller,
    params: route.params && understand(route.params, request.params, 'params'),
    query: route.query && understand(route.query, request.query, 'query'),
    body: route.reads === 'text' ? (request.body ?? '') : route.body && understand(route.body, request.body, 'body'),
    header: headerOf(request),
    ip: request.ip,
    https: cameByHttps(around, request.raw),
    session: sessionOf(request),
    begun: begunOf(request),
    notChanged: request.headers['if-none-match'] ?? null,
    get signal() {
      return signalOf(reply)
    },
  }
}

// Made for who asks: most answers are over before anyone could go away. A request with a body closes as soon as that is read, the answer does not.
function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return gone.signal
}

async function give(reply: FastifyReply, { https, notChanged }: Asked, answer: Answer) {
  if (answer.session !== undefined) keepSession(reply, answer.session, https)
  if (answer.begun !== undefined) keepBegun(reply, answer.begun, https)
  if (answer.headers) reply.headers(answer.headers)
  reply.code(answer.status ?? 200)
  if ('redirect' in answer) return reply.redirect(answer.redirect, 303)
  if ('json' in answer) return giveJson(reply, notChanged, JSON.stringify(answer.json))
  if ('page' in answer) return reply.type('text/html; charset=utf-8').send(String(await answer.page))
  if ('stream' in answer) return reply.type(answer.type).send(answer.stream)
  return reply.type(answer.type).send('bytes' in answer ? answer.bytes : answer.text)
}

function giveJson(reply: FastifyReply, notChanged: string | null, text: string) {
  reply.type('application/json; charset=utf-8')
  if (reply.request.method !== 'GET' || reply.statusCode !== 200) return reply.send(text)
  const etag = etagOf(text)
  reply.header('etag', etag)
  return isKnown(etag, notChanged ?? '') ? reply.code(304).send() : reply.send(text)
}

async function refuse(around: Around, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { status, bug, headers, body } = refusalOf(error, String(request.id))
  if (bug) around.onBug?.(error, body.id)
  shield(reply, cameByHttps(around, request.raw))
  reply.code(status).headers(headers).header('cache-control', 'no-store')
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  const { route } = request.routeOptions?.config ?? {}
  const asPage = route ? route.speaks === 'page' : (request.headers.accept ?? '').includes('text/html')
  if (asPage) {
    const back = route?.who === 'anyone' && LOGIN.test(body.code) ? loginFor(route) : null
    const words = teamWords({ header: headerOf(request) })
    return reply.type('text/html; charset=utf-8').send(String(await refusalPage(status, body, { back, words })))
  }
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(body))
}

const LOGIN = /^(login|identity|passkey)_/
const loginFor = ({ path }: Route) => (path.startsWith('/portal') ? '/portal/login' : '/login')
const unknownAddress = () =>
  new Problem('not-found', 'page_unknown', 'There is nothing at this address.', 'Begin at / or /api/openapi.json.')
const hostUnknown = () =>
  new Problem('not-found', 'host_unknown', 'Nothing is served under this name.', 'Check the address you were given.')
const loginNeeded = () =>
  new Problem('not-allowed', 'login_needed', 'This needs to know who you are.', 'Send Authorization: Bearer with a token, or log in.')
const roleTooSmall = ({ who }: Route) =>
  new Problem('not-allowed', 'role_too_small', `This takes the role ${who}, or a higher one.`, 'Ask an owner for a token with that role.')
