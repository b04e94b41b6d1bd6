import type { DnsEvidence, NameServerEvidence } from '../domain/diagnosis/evidence.ts'
import type { DnsAnswer, DnsRecord, Network, RecordType } from '../network/network.ts'
import type { Collector } from './collector.ts'
import { isAddress } from './zone-of.ts'

const MOST_LEVELS = 8
const MOST_TRIES = 3 // servers of one level
const MOST_SERVERS = 8 // name servers of the zone
const MOST_VALUES = 20

type Known = { readonly name: string; readonly address: string | null }
type Delegation = { readonly code: DnsEvidence['delegationCode']; readonly servers: readonly Known[] }
type Asking = { readonly network: Network; readonly signal: AbortSignal }

/** Where the DNS of a site is served and what it says: from the root down, then every name server of the zone by itself (causes.md 1.3). */
export const dns: Collector<'dns'> = {
  key: 'dns',
  async collect({ url, domain, network, signal }) {
    const host = url.hostname.toLowerCase().replace(/\.$/, '')
    if (isAddress(host)) return null
    const around = { network, signal }
    const [{ code, servers }, resolver] = await Promise.all([walkDown(domain, around), resolverSays(host, around)])
    const asked = await Promise.all(servers.slice(0, MOST_SERVERS).map((server) => askServer(server, domain, host, around)))
    return { zone: domain, delegation: servers.map(({ name }) => name), delegationCode: code, servers: asked, resolver }
  },
}

async function resolverSays(host: string, { network, signal }: Asking): Promise<DnsEvidence['resolver']> {
  const [a, aaaa] = await Promise.all([network.lookup(host, 'A', { signal }), network.lookup(host, 'AAAA', { signal })])
  const code = a.code === 'nodata' && aaaa.code === 'ok' ? 'ok' : a.code
  return { code, a: a.records.slice(0, MOST_VALUES), aaaa: aaaa.records.slice(0, MOST_VALUES), cname: a.cname ?? aaaa.cname }
}

/** Follows referrals from the root to the zone: whom the level above names for it, or that it names nobody. */
async function walkDown(zone: string, around: Asking): Promise<Delegation> {
  let servers: readonly Known[] = around.network.rootServers.map((address) => ({ name: address, address }))
  let reached = ''
  for (let level = 0; level < MOST_LEVELS; level++) {
    const answer = await askAny(servers, zone, around)
    if (answer === null) return { code: 'no_answer', servers: [] }
    const named = [...answer.answers, ...answer.authorities].filter(({ type, name }) => type === 'NS' && isAtOrAbove(name, zone))
    const owner = named.reduce((deepest, { name }) => (name.length > deepest.length ? name : deepest), '')
    if (answer.rcode === 'NXDOMAIN') return { code: 'nxdomain', servers: [] }
    if (owner === zone) return { code: 'found', servers: serversIn(answer, zone) }
    // A referral must lead deeper; what does not is an answer that there is nothing below.
    if (owner.length <= reached.length) return { code: 'nodata', servers: [] }
    reached = owner
    servers = serversIn(answer, owner)
  }
  return { code: 'no_answer', servers: [] }
}

const isAtOrAbove = (name: string, zone: string) => name === zone || name === '' || zone.endsWith(`.${name}`)

type Answered = DnsAnswer & { readonly ok: true }

async function askAny(servers: readonly Known[], zone: string, around: Asking): Promise<Answered | null> {
  for (const server of servers.slice(0, MOST_TRIES)) {
    if (around.signal.aborted) return null
    const address = await addressOf(server, around)
    const answer = address === null ? null : await around.network.ask(address, zone, 'NS', { signal: around.signal })
    if (answer?.ok && (answer.rcode === 'NOERROR' || answer.rcode === 'NXDOMAIN')) return answer
  }
  return null
}

function serversIn(answer: Answered, owner: string): Known[] {
  const isNs = ({ type, name }: DnsRecord) => type === 'NS' && name === owner
  const names = [...new Set([...answer.answers, ...answer.authorities].filter(isNs).map(({ data }) => data))]
  const glue = (name: string) => answer.additionals.filter((record) => record.name === name)
  return names.map((name) => {
    const records = glue(name)
    return { name, address: (records.find(({ type }) => type === 'A') ?? records.find(({ type }) => type === 'AAAA'))?.data ?? null }
  })
}

async function addressOf({ name, address }: Known, { network, signal }: Asking): Promise<string | null> {
  if (address !== null) return address
  const a = await network.lookup(name, 'A', { signal })
  if (a.records[0]) return a.records[0]
  return (await network.lookup(name, 'AAAA', { signal })).records[0] ?? null
}

async function askServer(known: Known, zone: string, host: string, around: Asking): Promise<NameServerEvidence> {
  const address = await addressOf(known, around)
  const nothing = { name: known.name, address, serial: null, a: [], aaaa: [], cname: null, mx: [], ttl: null, tookMs: 0 }
  if (address === null) return { ...nothing, verdict: 'no_ip' }
  const question = (name: string, type: RecordType) => around.network.ask(address, name, type, { signal: around.signal })
  const [soa, a, aaaa, mx] = await Promise.all([question(zone, 'SOA'), question(host, 'A'), question(host, 'AAAA'), question(zone, 'MX')])
  const values = (answer: DnsAnswer, type: string) =>
    answer.ok ? answer.answers.filter((record) => record.type === type).map(({ data }) => data).slice(0, MOST_VALUES) : [] // prettier-ignore
  const serial = Number(values(soa, 'SOA')[0]?.split(' ')[2] ?? Number.NaN)
  const alias = a.ok ? a.answers.find(({ type, name }) => type === 'CNAME' && name === host) : undefined
  return {
    name: known.name,
    address,
    verdict: judge(soa, a, zone),
    serial: Number.isFinite(serial) ? serial : null,
    a: values(a, 'A'),
    aaaa: values(aaaa, 'AAAA'),
    cname: alias?.data ?? null,
    mx: values(mx, 'MX'),
    ttl: a.ok ? (a.answers[0]?.ttl ?? null) : null,
    tookMs: Math.max(soa.tookMs, a.tookMs),
  }
}

/** The verdict word for one name server, in Zonemaster's terms: what it says of the zone first, then of the host. */
function judge(soa: DnsAnswer, a: DnsAnswer, zone: string): NameServerEvidence['verdict'] {
  const heard = soa.ok ? soa : a.ok ? a : null
  if (heard === null) return 'no_response'
  if (heard.rcode === 'REFUSED') return 'refused'
  if (heard.rcode !== 'NOERROR' && heard.rcode !== 'NXDOMAIN') return 'servfail'
  if (!heard.authoritative) {
    const upward = heard.authorities.some(({ type, name }) => type === 'NS' && name !== zone && isAtOrAbove(name, zone))
    return upward ? 'upward_referral' : 'not_authoritative'
  }
  if (heard.rcode === 'NXDOMAIN' || (a.ok && a.rcode === 'NXDOMAIN')) return 'nxdomain'
  if (!a.ok) return 'no_response'
  return a.rcode === 'NOERROR' ? 'ok' : a.rcode === 'REFUSED' ? 'refused' : 'servfail'
}
