import type { NameServerEvidence } from '../domain/diagnosis/evidence.ts'
import type { DnsAnswer, RecordType } from '../network/network.ts'
import { addressOf, isAtOrAbove } from './walk-down.ts'
import type { Asking, Known } from './walk-down.ts'

const MOST_VALUES = 20

/** What one name server says, and whom it names for the zone itself. */
export type AskedServer = NameServerEvidence & { readonly ns: readonly string[] }

/** Asks one name server of the zone, without recursion, what it knows of the zone and of the host (causes.md 1.3). */
export async function askServer(known: Known, zone: string, host: string, around: Asking): Promise<AskedServer> {
  const address = await addressOf(known, around)
  const nothing = { name: known.name, address, serial: null, a: [], aaaa: [], cname: null, mx: [], ttl: null, tookMs: 0, ns: [] }
  if (address === null) return { ...nothing, verdict: 'no_ip' }
  const question = (name: string, type: RecordType) => around.network.ask(address, name, type, { signal: around.signal })
  const questions = [
    question(zone, 'SOA'),
    question(host, 'A'),
    question(host, 'AAAA'),
    question(zone, 'MX'),
    question(zone, 'NS'),
  ] as const
  const [soa, a, aaaa, mx, ns] = await Promise.all(questions)
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
    ns: ns.ok && ns.authoritative ? ns.answers.filter(({ type, name }) => type === 'NS' && name === zone).map(({ data }) => data) : [],
  }
}

/** The data of the records of one type, at most twenty. */
export const values = (answer: DnsAnswer, type: string) =>
  answer.ok
    ? answer.answers.filter((record) => record.type === type).map(({ data }) => data).slice(0, MOST_VALUES) // prettier-ignore
    : []

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
