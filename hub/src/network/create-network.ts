import { lookup as lookupOfSystem } from 'node:dns/promises'
import { ask } from './ask.ts'
import { connect, isAllowed } from './connect.ts'
import type { Found, Way } from './connect.ts'
import { readHost, readServer } from './host.ts'
import { request } from './http.ts'
import type { DnsAnswer, Lookup, Network, NetworkCode, NetworkOptions } from './network.ts'
import { ping } from './ping.ts'
import { createResolver } from './resolver.ts'
import { ROOT_SERVERS } from './root-servers.ts'
import { createTrust, handshake, secure } from './tls.ts'
import type { Trust } from './tls.ts'

type Asking = Pick<Network, 'lookup' | 'ask' | 'resolverCount' | 'rootServers'>

/**
 * The way out for checks, evidence, actions and provider feeds: the resolvers, ports, authorities and address policy of `network:`.
 * Throws a `Problem` when `trustedCa` is no PEM text.
 */
export function createNetwork(options: NetworkOptions): Network {
  const { plan } = options
  const resolvers = plan.resolvers.length > 0 ? plan.resolvers : ['system']
  const operatorHosts = hostsOf(options.operatorHosts ?? [])
  const lookup = createResolver(resolvers, plan.ports)
  const way: Way = {
    ports: plan.ports,
    mayBePrivate: (host) => plan.allowPrivateTargets || operatorHosts.has(host),
    addressesOf: async (host, family, around) => foundBy(host, await lookup(host, family === 4 ? 'A' : 'AAAA', around)),
  }
  const rootServers = plan.rootServers ?? ROOT_SERVERS
  const network = assemble(way, createTrust(options.trustedCa), {
    ...asking(way, lookup, [...rootServers, ...resolvers]),
    resolverCount: resolvers.length,
    rootServers,
  })
  return { ...network, madeOf: options }
}

/**
 * The way out for channels: names as the machine itself resolves them (its hosts file included) and true ports.
 * Only `operatorHosts`, which the operator wrote under `channels`, may have private addresses.
 */
export function createChannelNetwork(options: { operatorHosts: readonly string[]; trustedCa?: string | null }): Network {
  const operatorHosts = hostsOf(options.operatorHosts)
  const way: Way = { ports: {}, mayBePrivate: (host) => operatorHosts.has(host), addressesOf: addressesBySystem }
  const lookup = createResolver(['system'], {})
  return assemble(way, createTrust(options.trustedCa ?? null), {
    ...asking(way, lookup, ROOT_SERVERS),
    resolverCount: 1,
    rootServers: ROOT_SERVERS,
  })
}

const hostsOf = (texts: readonly string[]) => new Set(texts.map((text) => readHost(text)?.name ?? text))

const assemble = (way: Way, trust: Trust, asking: Asking): Network => ({
  ...asking,
  connect: (target, { signal }) => connect(way, target, signal),
  handshake: (target, options) => handshake(way, trust, target, options),
  ping: (target, { signal }) => ping(way, target, signal),
  secure: (connected, options) => secure(connected, trust, options),
  request: (order, options) => request(way, trust, order, options),
})

// Servers the configuration names may be anywhere; those a zone names are judged like any other target.
function asking(way: Way, lookup: Network['lookup'], named: readonly string[]): Pick<Network, 'lookup' | 'ask'> {
  const known = new Set(named.map((text) => readServer(text, 53)?.address))
  return {
    lookup,
    async ask(text, name, type, options): Promise<DnsAnswer> {
      const server = readServer(text, 53)
      if (server === null || !(known.has(server.address) || isAllowed(way, server.address, server.address))) {
        return { ok: false, why: 'not-allowed', tookMs: 0 }
      }
      return ask({ ...server, port: way.ports[server.port] ?? server.port }, name, type, options)
    },
  }
}

const LOOKUP_CODES: Readonly<Record<Exclude<Lookup['code'], 'ok'>, NetworkCode>> = {
  nxdomain: 'name_not_found',
  nodata: 'name_without_address',
  servfail: 'resolver_failed',
  refused: 'resolver_failed',
  timeout: 'resolver_failed',
  malformed: 'resolver_failed',
}

function foundBy(host: string, answer: Lookup): Found {
  if (answer.code === 'ok') return { ok: true, addresses: answer.records }
  return { ok: false, code: LOOKUP_CODES[answer.code], message: `${host} cannot be looked up: ${answer.resolver} says ${answer.code}` }
}

async function addressesBySystem(host: string, family: 4 | 6): Promise<Found> {
  try {
    const found = await lookupOfSystem(host, { all: true, family })
    return { ok: true, addresses: found.map(({ address }) => address) }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    const isMissing = code === 'ENOTFOUND' || code === 'ENODATA'
    return { ok: false, code: isMissing ? 'name_without_address' : 'resolver_failed', message: `${host} cannot be looked up (${code})` }
  }
}
