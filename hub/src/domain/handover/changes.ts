import { baselineOf } from '../diagnosis/baseline.ts'
import { hostNames, issuerName } from '../diagnosis/certificate-names.ts'
import { addressesBefore, addressesNow, compareAddresses, day, list, sameName } from '../diagnosis/compare.ts'
import type { Baseline, DnsEvidence, Evidence } from '../diagnosis/evidence.ts'
import type { Instant } from '../instant.ts'

/** Something that is otherwise than when the site last worked. */
export type Change = { readonly what: string; readonly before: string; readonly now: string; readonly firstSeen: Instant }
export type Changes = { readonly changes: readonly Change[]; readonly same: readonly string[] }

type Comparison = { readonly what: string; readonly before: string; readonly now: string; readonly isSame: boolean }
type Compare = (baseline: Baseline, evidence: Evidence) => Comparison | null

/**
 * What changed since the site last worked (DIA-8): the last known good against the newest look, each change with the first look that saw it.
 * What either of the two does not know is neither changed nor the same. `looks` stand in their order, the newest last.
 */
export function changesSince(baseline: Baseline | null, looks: readonly Evidence[]): Changes {
  const newest = looks.at(-1)
  if (!baseline || !newest) return { changes: [], same: [] }
  const seen = looks.map((look) => ({ at: look.at, found: compareAll(baseline, look) }))
  const firstSeen = ({ what, now }: Comparison) =>
    seen.find(({ found }) => found.some((other) => other.what === what && other.now === now && !other.isSame))!.at
  const found = seen.at(-1)!.found
  return {
    changes: found.flatMap((one) => (one.isSame ? [] : [{ what: one.what, before: one.before, now: one.now, firstSeen: firstSeen(one) }])),
    same: found.flatMap(({ what, isSame }) => (isSame ? [what] : [])),
  }
}

const compareAll = (baseline: Baseline, evidence: Evidence) =>
  COMPARED.flatMap((compare) => compare(baseline, { ...evidence, baseline }) ?? [])

const registrar: Compare = ({ registration }, { registration: now }) => {
  if (!registration?.registrar || !now) return null
  if (!now.found) return { what: 'registrar', before: registration.registrar, now: 'the domain is not registered', isSame: false }
  return now.registrar === null ? null : text('registrar', registration.registrar, now.registrar)
}

const registeredUntil: Compare = ({ registration }, { registration: now }) => {
  const until = now?.registrarExpires ?? now?.registryExpires ?? null
  return registration?.expires && until !== null ? text('registered until', registration.expires.slice(0, 10), day(until)) : null
}

const registrationStatus: Compare = ({ registration }, { registration: now }) =>
  registration?.status?.length && now?.found ? set('registration status', registration.status, now.status) : null

const nameServers: Compare = ({ dns }, { dns: now }) => {
  if (!dns?.ns?.length || !now || now.delegationCode === 'no_answer') return null
  return set('name servers', dns.ns, now.delegation)
}

// Addresses of a CDN turn; one that is left of before says that nothing moved, unless the name servers contradict each other.
const addresses: Compare = (_, evidence) => {
  const { dns } = evidence
  const before = addressesBefore(evidence)
  const now = addressesNow(dns)
  if (before.length === 0 || !dns) return null
  const opinions = opinionsOn(dns)
  const isSame = opinions.size < 2 && now.length > 0 && compareAddresses(evidence) === 'same'
  const says = opinions.size < 2 ? said(now) : [...opinions].map(([answer, servers]) => `${answer} (${list(servers)})`).join('; ')
  return now.length === 0 && !isHeard(dns) ? null : { what: 'addresses', before: said(before), now: says, isSame }
}

// Who of the zone's own servers says what.
function opinionsOn({ servers }: DnsEvidence): Map<string, string[]> {
  const opinions = new Map<string, string[]>()
  for (const { verdict, name, a, aaaa } of servers) {
    if (verdict !== 'ok') continue
    const answer = said([...a, ...aaaa].toSorted())
    opinions.set(answer, [...(opinions.get(answer) ?? []), name])
  }
  return opinions
}

const isHeard = ({ servers, delegationCode, resolver }: DnsEvidence) =>
  delegationCode === 'nxdomain' ||
  servers.some(({ verdict }) => verdict === 'ok' || verdict === 'nxdomain') ||
  ['nxdomain', 'nodata'].includes(resolver.code)

const wwwAlias: Compare = ({ dns }, evidence) => {
  const before = dns?.www?.cname
  if (!before || !evidence.dns) return null
  const now = aliasNow(evidence)
  return {
    what: 'www record',
    before: `alias of ${before}`,
    now: now === null ? 'no alias' : `alias of ${now}`,
    isSame: sameName(before, now),
  }
}

/** What the www name of the site is an alias of now; null when it is none. */
export function aliasNow({ site, dns }: Evidence): string | null {
  if (!dns) return null
  if (site.host !== `www.${dns.zone}`) return dns.www?.cname ?? null
  return dns.servers.find(({ verdict }) => verdict === 'ok')?.cname ?? dns.resolver.cname
}

const mailServers: Compare = ({ dns }, evidence) => {
  const now = baselineOf(evidence).dns?.mx
  return dns?.mx?.length && now ? set('mail servers', dns.mx, now) : null
}

// Enough to tell two apart; the evidence has it whole.
const short = (fingerprint: string) => (fingerprint.length > 23 ? `${fingerprint.slice(0, 23)}…` : fingerprint)

const certificate: Compare = ({ tls }, { tls: now, at }) => {
  const leaf = now?.chain[0]
  if (!tls?.fingerprint || !now || !leaf) return null
  const ended = now.chain.find(({ validTo }) => validTo <= at)
  const whose = ended && ended !== leaf ? ' an intermediate one' : ''
  const state = now.authorized
    ? 'accepted'
    : ended
      ? `refused,${whose} ended on ${day(ended.validTo)}`
      : `refused (${now.code ?? 'no reason'})`
  const isTheOne = tls.fingerprint === leaf.fingerprint
  const other = isTheOne ? 'the same one' : `another one, ${short(leaf.fingerprint)}`
  return {
    what: 'certificate',
    before: `accepted, ${short(tls.fingerprint)} by ${tls.issuer ?? 'an issuer not noted'}`,
    now: `${state}; ${other}, by ${issuerName(leaf.issuer)}`,
    isSame: now.authorized && isTheOne,
  }
}

const certificateNames: Compare = ({ tls }, { tls: now }) => {
  const leaf = now?.chain[0]
  return tls?.names?.length && leaf ? set('certificate names', hostNames(tls.names), hostNames(leaf.names)) : null
}

const answer: Compare = ({ page }, { page: now }) => {
  if (page?.status === undefined || page.status === null || !now) return null
  return text('answer', String(page.status), now.status === null ? `none (${now.failure ?? 'no reason'})` : String(now.status))
}

const finalAddress: Compare = ({ page }, { page: now }) =>
  page?.finalUrl && now?.finalUrl && now.status !== null ? text('final address', page.finalUrl, now.finalUrl) : null

const title: Compare = ({ page }, { page: now }) =>
  page?.title && now && now.status !== null ? text('title', page.title, now.title ?? 'none') : null

const server: Compare = ({ page }, { page: now }) => {
  const header = now?.hops.at(-1)?.headers['server']
  return page?.server && now && now.status !== null ? text('server header', page.server, header ?? 'none') : null
}

/** In the order in which a visitor's browser meets them. */
const COMPARED: readonly Compare[] = [
  ...[registrar, registeredUntil, registrationStatus, nameServers, addresses, wwwAlias, mailServers],
  ...[certificate, certificateNames, answer, finalAddress, title, server],
]

const text = (what: string, before: string, now: string): Comparison => ({ what, before, now, isSame: before === now })

function set(what: string, before: readonly string[], now: readonly string[]): Comparison {
  const isSame = before.length === now.length && before.every((one) => now.some((other) => sameName(one, other)))
  return { what, before: said(before), now: said(now), isSame }
}

const said = (items: readonly string[]) => (items.length === 0 ? 'none' : items.join(', '))
