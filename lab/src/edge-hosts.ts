import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import type { Authority } from './authority.ts'
import { EDGES, type EdgeBrand } from './edges.ts'
import { Host, type Exchange } from './host.ts'
import { EDGE_HEADERS, edgeError, nobody, type OriginTrouble } from './pages/edge-pages.ts'
import { showingFor } from './showing.ts'
import { hostOf } from './site-answers.ts'
import type { SiteState, World } from './world.ts'

const PATIENCE_MS = 1200
const OWN_HEADERS = ['connection', 'transfer-encoding', 'keep-alive', 'server']

type Ports = { readonly 80: number; readonly 443: number }

/** The servers of the delivery networks. Each asks the origin of a site over a real connection, and has its own pages for when that fails. */
export const edgeHosts = (world: World, authority: Authority, ports: () => Ports): readonly Host[] =>
  EDGES.flatMap(({ brand, addresses }) =>
    addresses.map(
      (address) =>
        new Host(
          address,
          (exchange) => answer({ world, brand, exchange, ca: authority.rootPem, ports: ports() }),
          showingFor(authority, `edge.${brand}.example`),
        ),
    ),
  )

type Passing = { readonly world: World; readonly brand: EdgeBrand; readonly exchange: Exchange; readonly ca: string; readonly ports: Ports }

async function answer(passing: Passing) {
  const { world, brand, exchange } = passing
  const name = hostOf(exchange.request.headers.host)
  const state = world.all.find(
    ({ site, fault }) => [site.name, `www.${site.name}`].includes(name) && (fault?.edge?.brand ?? site.edge) === brand,
  )
  if (!state) return edgeError(brand, 'unknown-host')(exchange, nobody(name))
  const { site, fault } = state
  if (fault?.edge?.says) return fault.edge.says(exchange, site)
  const origin = await askOrigin(state, passing)
  if (typeof origin === 'string') return edgeError(brand, origin)(exchange, site)
  const { statusCode = 502, rawHeaders } = origin
  const kept = Array.from({ length: rawHeaders.length / 2 }, (_, pair) => [rawHeaders[2 * pair]!, rawHeaders[2 * pair + 1]!] as const)
  const own = EDGE_HEADERS[brand].map(([header]) => header)
  const passed = kept.filter(
    ([header]) => ![...own, ...OWN_HEADERS.filter((one) => one !== 'server' || own.includes('server'))].includes(header.toLowerCase()),
  )
  exchange.response.writeHead(statusCode, [...EDGE_HEADERS[brand], ...passed].flat())
  await pipeline(origin, exchange.response)
}

function askOrigin({ site }: SiteState, { exchange: { request, secure }, ca, ports }: Passing): Promise<IncomingMessage | OriginTrouble> {
  const open = secure ? httpsRequest : httpRequest
  return new Promise((done) => {
    const asked = open({
      host: site.address,
      port: secure ? ports[443] : ports[80],
      path: request.url ?? '/',
      method: request.method,
      headers: { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress ?? '' },
      servername: site.name,
      ca,
      agent: false,
      timeout: PATIENCE_MS,
    })
    asked.on('timeout', () => asked.destroy(Object.assign(new Error('silence'), { code: 'ETIMEDOUT' })))
    asked.on('error', (error: NodeJS.ErrnoException) => done(troubleOf(error.code ?? '')))
    asked.on('response', done)
    request.pipe(asked)
  })
}

function troubleOf(code: string): OriginTrouble {
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'ETIMEDOUT') return 'no-answer'
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') return 'handshake'
  return /CERT|SIGNED|UNABLE_TO/.test(code) ? 'certificate' : 'reset'
}
