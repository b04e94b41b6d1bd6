import { Resolver } from 'node:dns'
import { ask } from './ask.ts'
import type { Server } from './ask.ts'
import { sameName } from './dns-message.ts'
import { readHost, readServer } from './host.ts'
import type { DnsAnswer, DnsRecord, Lookup, RecordType } from './network.ts'

type Ports = Readonly<Record<number, number>>
export type LookupOptions = { readonly signal: AbortSignal; readonly resolver?: number; readonly unchecked?: boolean }

const MOST_ALIASES = 8

/**
 * Asks recursive resolvers. `system` stands for those the machine is set up with; without a choice, a resolver that is silent or
 * refuses is passed over for the next, and its word is reported only when no other has one.
 */
export function createResolver(resolvers: readonly string[], ports: Ports) {
  return async function lookup(name: string, type: RecordType, options: LookupOptions): Promise<Lookup> {
    const host = readHost(name)
    const chosen = options.resolver === undefined ? resolvers : [resolvers[options.resolver % resolvers.length] ?? 'system']
    const named = { records: [], cname: null, ttl: null, resolver: chosen[0] ?? 'system', extended: null }
    if (host === null || host.address !== null) return { code: 'malformed', ...named }
    if (host.name === 'localhost' || host.name.endsWith('.localhost')) return loopback(type, named.resolver)
    let last: Lookup = { code: 'timeout', ...named }
    for (const resolver of chosen) {
      for (const server of serversOf(resolver, ports)) {
        last = await follow(server, resolver, host.name, type, options)
        if ((last.code !== 'timeout' && last.code !== 'refused') || options.signal.aborted) return last
      }
    }
    return last
  }
}

// RFC 6761 section 6.3: these names never leave the machine, and mean it.
function loopback(type: RecordType, resolver: string): Lookup {
  const records = type === 'A' ? ['127.0.0.1'] : type === 'AAAA' ? ['::1'] : []
  return { code: records.length > 0 ? 'ok' : 'nodata', records, cname: null, ttl: 0, resolver, extended: null }
}

// Asked each time: the machine's resolvers change while a hub runs.
function serversOf(resolver: string, ports: Ports): readonly Server[] {
  return (resolver === 'system' ? new Resolver().getServers() : [resolver])
    .map((text) => readServer(text, 53))
    .filter((server) => server !== null)
    .map((server) => ({ ...server, port: ports[server.port] ?? server.port }))
}

// A resolver gives the whole chain of aliases at once, as a rule; where it stops at one, we ask on.
async function follow(server: Server, resolver: string, name: string, type: RecordType, options: LookupOptions): Promise<Lookup> {
  const { signal, unchecked = false } = options
  let asked = name
  let first: string | null = null
  let ttl = Infinity
  for (let aliases = 0; aliases <= MOST_ALIASES; aliases++) {
    const answer = await ask(server, asked, type, { signal, recurse: true, unchecked })
    const said = read(answer, asked, type)
    first ??= said.aliases[0] ?? null
    ttl = Math.min(ttl, said.ttl)
    const asksOn = said.code === 'nodata' && said.aliases.length > 0
    if (!asksOn) {
      const extended = answer.ok ? answer.extended : null
      return { code: said.code, records: said.records, cname: first, ttl: Number.isFinite(ttl) ? ttl : null, resolver, extended }
    }
    const next = readHost(said.aliases.at(-1)!) // an answer may hold any bytes; what is no name is not asked for
    if (next === null || next.address !== null) break
    asked = next.name
  }
  return { code: 'servfail', records: [], cname: first, ttl: null, resolver, extended: null }
}

type Said = {
  readonly code: Lookup['code']
  readonly records: readonly string[]
  readonly aliases: readonly string[]
  readonly ttl: number
}

function read(answer: DnsAnswer, name: string, type: RecordType): Said {
  const nothing = { records: [], aliases: [], ttl: Infinity }
  if (!answer.ok) return { code: answer.why === 'not-allowed' ? 'refused' : answer.why, ...nothing }
  if (answer.rcode === 'NXDOMAIN') return { ...walk(answer.answers, name, type), code: 'nxdomain', records: [] }
  if (answer.rcode === 'REFUSED') return { code: 'refused', ...nothing }
  if (answer.rcode !== 'NOERROR') return { code: 'servfail', ...nothing }
  const found = walk(answer.answers, name, type)
  return { ...found, code: found.records.length > 0 ? 'ok' : 'nodata' }
}

// From the name asked for along its aliases to the records; a loop ends where it closes.
function walk(answers: readonly DnsRecord[], name: string, type: RecordType) {
  const aliases: string[] = []
  let ttl = Infinity
  for (let at = name; ; at = aliases.at(-1)!) {
    const here = answers.filter((record) => sameName(record.name, at))
    const records = here.filter((record) => record.type === type)
    const alias = here.find((record) => record.type === 'CNAME')
    for (const record of alias ? [alias, ...records] : records) ttl = Math.min(ttl, record.ttl)
    const isDone = records.length > 0 || !alias || aliases.includes(alias.data) || aliases.length >= MOST_ALIASES
    if (isDone) return { records: records.map((record) => record.data), aliases, ttl }
    aliases.push(alias.data)
  }
}
