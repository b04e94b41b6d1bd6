import { Resolver } from 'node:dns'
import { ask } from './ask.ts'
import type { Server } from './ask.ts'
import { sameName } from './dns-message.ts'
import { readHost, readServer } from './host.ts'
import type { Remembering } from './memory.ts'
import type { DnsAnswer, DnsRecord, Lookup, RecordType } from './network.ts'

type Ports = Readonly<Record<number, number>>
export type LookupOptions = {
  readonly signal: AbortSignal
  readonly resolver?: number
  readonly unchecked?: boolean
  readonly remembering?: Remembering | undefined
}

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
    const known = recall(host.name, type, options)
    if (known !== null) return known
    const askedAt = performance.now()
    let last: Lookup = { code: 'timeout', ...named }
    for (const resolver of chosen) {
      for (const server of serversOf(resolver, ports)) {
        const followed = await follow(server, resolver, host.name, type, options)
        last = followed.answer
        remember(host.name, type, options, last, followed.keepMs - (performance.now() - askedAt))
        if ((last.code !== 'timeout' && last.code !== 'refused') || options.signal.aborted) return last
      }
    }
    return last
  }
}

const mayRemember = ({ resolver, unchecked }: LookupOptions) => resolver === undefined && unchecked !== true

function recall(name: string, type: RecordType, options: LookupOptions): Lookup | null {
  const { remembering } = options
  const known = remembering && mayRemember(options) ? remembering.memory.answerOf(`${type} ${name}`) : null
  if (known !== null && remembering) remembering.used = true
  return known
}

function remember(name: string, type: RecordType, options: LookupOptions, answer: Lookup, forMs: number) {
  if (mayRemember(options)) options.remembering?.memory.keepAnswer(`${type} ${name}`, answer, forMs)
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

type Followed = { readonly answer: Lookup; readonly keepMs: number } // so long may it be kept

// A resolver gives the whole chain of aliases at once, as a rule; where it stops at one, we ask on.
async function follow(server: Server, resolver: string, name: string, type: RecordType, options: LookupOptions): Promise<Followed> {
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
      const { code, records } = said
      const keepMs = 1000 * (code === 'ok' ? ttl : code === 'nodata' ? Math.min(ttl, negativeTtl(answer)) : 0)
      return { answer: { code, records, cname: first, ttl: Number.isFinite(ttl) ? ttl : null, resolver, extended }, keepMs }
    }
    const next = readHost(said.aliases.at(-1)!) // an answer may hold any bytes; what is no name is not asked for
    if (next === null || next.address !== null) break
    asked = next.name
  }
  return { answer: { code: 'servfail', records: [], cname: first, ttl: null, resolver, extended: null }, keepMs: 0 }
}

const MOST_NEGATIVE_S = 300

// RFC 2308 section 5. Of a name that has no address of one family only: a name that is not there at all is asked for each time.
function negativeTtl(answer: DnsAnswer): number {
  const soa = answer.ok ? answer.authorities.find(({ type }) => type === 'SOA') : undefined
  const minimum = Number(soa?.data.split(' ')[6] ?? 0)
  return soa === undefined || Number.isNaN(minimum) ? 0 : Math.min(soa.ttl, minimum, MOST_NEGATIVE_S)
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
