import type { Answer, Question } from 'dns-packet'

/** A zone as its name servers hold it. Its SOA and NS stand at `origin`; NS below it delegate, with glue beside them. */
export type Zone = { readonly origin: string; readonly records: readonly ZoneRecord[] }
export type ZoneRecord = Exclude<Answer, { type: 'OPT' }>

export type Reply = {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED' | 'SERVFAIL'
  readonly authoritative: boolean
  readonly answers: readonly Answer[]
  readonly authorities: readonly Answer[]
  readonly additionals: readonly Answer[]
  readonly why?: { readonly code: number; readonly text: string } // extended error (RFC 8914)
}

const EMPTY = { answers: [], authorities: [], additionals: [] } as const

export const REFUSED: Reply = { rcode: 'REFUSED', authoritative: false, ...EMPTY }
export const SERVFAIL: Reply = { rcode: 'SERVFAIL', authoritative: false, ...EMPTY }

/** What a name server that holds these zones says: an answer, a referral with glue, NODATA or NXDOMAIN with the SOA, or REFUSED. */
export function answerFrom(zones: readonly Zone[], question: Question, depth = 0): Reply {
  const name = canonical(question.name)
  const zone = closestZone(zones, name)
  if (!zone) return REFUSED

  const cut = delegationAbove(zone, name)
  // A DS record belongs to the parent, so that question is answered here and not below (RFC 4035, 3.1.4.1).
  if (cut && !(question.type === 'DS' && cut === name)) return referral(zone, cut)

  const here = recordsAt(zone, name)
  const found = here.filter((record) => record.type === question.type)
  if (found.length > 0) return { rcode: 'NOERROR', authoritative: true, ...EMPTY, answers: found }

  const alias = here.find((record) => record.type === 'CNAME')
  if (alias) return followAlias(zones, alias, question, depth)

  const exists = here.length > 0 || zone.records.some((record) => isUnder(canonical(record.name), name))
  const authorities = zone.records.filter((record) => record.type === 'SOA')
  return { rcode: exists ? 'NOERROR' : 'NXDOMAIN', authoritative: true, ...EMPTY, authorities }
}

/** Lower case, without the final dot; the root is the empty name. */
export const canonical = (name: string): string => name.toLowerCase().replace(/\.$/, '')

/** Whether a name is the other or lies below it. */
export const isUnder = (name: string, parent: string): boolean => parent === '' || name === parent || name.endsWith(`.${parent}`)

const MOST_ALIASES = 6

function followAlias(zones: readonly Zone[], alias: ZoneRecord, question: Question, depth: number): Reply {
  const target = canonical(String(alias.data))
  const isLoop = target === canonical(alias.name) || depth >= MOST_ALIASES
  const next = isLoop ? REFUSED : answerFrom(zones, { ...question, name: target }, depth + 1)
  if (!next.authoritative) return { rcode: 'NOERROR', authoritative: true, ...EMPTY, answers: [alias] }
  return { ...next, answers: [alias, ...next.answers] }
}

function referral(zone: Zone, cut: string): Reply {
  const authorities = zone.records.filter(({ type, name }) => (type === 'NS' || type === 'DS') && canonical(name) === cut)
  const servers = new Set(authorities.map((record) => canonical(String(record.data))))
  const additionals = zone.records.filter(
    (record) => (record.type === 'A' || record.type === 'AAAA') && servers.has(canonical(record.name)),
  )
  return { rcode: 'NOERROR', authoritative: false, answers: [], authorities, additionals }
}

function closestZone(zones: readonly Zone[], name: string): Zone | null {
  const holding = zones.filter((zone) => isUnder(name, zone.origin))
  return holding.toSorted((a, b) => b.origin.length - a.origin.length)[0] ?? null
}

function delegationAbove(zone: Zone, name: string): string | null {
  const cuts = zone.records.filter((record) => record.type === 'NS').map((record) => canonical(record.name))
  return cuts.find((cut) => cut !== zone.origin && isUnder(name, cut)) ?? null
}

function recordsAt(zone: Zone, name: string): readonly ZoneRecord[] {
  const exact = zone.records.filter((record) => canonical(record.name) === name)
  if (exact.length > 0 || name === zone.origin) return exact
  const wildcard = `*.${zone.origin}`
  return zone.records.filter((record) => record.name === wildcard).map((record) => ({ ...record, name }))
}
