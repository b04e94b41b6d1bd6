import { cdnBefore } from './cdn.ts'
import { list, sameName } from './compare.ts'
import type { Baseline } from './evidence.ts'

/** Something about a well site that is another than it was. A warning, never a message that it is down. */
export type Drift = { readonly what: DriftKind; readonly said: string }
export type DriftKind =
  | 'dns.ns'
  | 'dns.address'
  | 'dns.www'
  | 'dns.mx'
  | 'dns.ds'
  | 'dns.ttl'
  | 'registration.registrar'
  | 'registration.expires'
  | 'registration.status'
  | 'tls.issuer'
  | 'tls.names'
  | 'page.address'
  | 'page.title'
  | 'page.size'
  | 'page.scripts'
  | 'page.server'

const MOST_ADDRESSES = 16
const MOST_SCRIPTS = 50
const WIDEST_BYTES = 20 // the largest over the smallest size that is still one page
const SHORTENED = 4 // a time to live cut to a quarter is the mark of a move that is prepared

/**
 * What has changed on a site between two looks at which it was well, each in a sentence. Rotating addresses, the edges of one CDN,
 * renewed certificates, and sizes and times to live that breathe are no drift. What either look did not see is not compared.
 */
export function driftOf(before: Baseline, now: Baseline): Drift[] {
  return [...recordDrift(before, now), ...registrationDrift(before, now), ...certificateDrift(before, now), ...pageDrift(before, now)]
}

const drift = (what: DriftKind, said: string | null): Drift[] => (said === null ? [] : [{ what, said }])

function recordDrift(before: Baseline, now: Baseline): Drift[] {
  if (!before.dns || !now.dns) return []
  const moved = !isRotation(before, now) && addresses(before).length > 0 && addresses(now).length > 0
  return [
    ...drift('dns.ns', otherSet('Its name servers', before.dns.ns, now.dns.ns)),
    ...drift('dns.address', moved ? `Its address was ${some(addresses(before))}; now it is ${some(addresses(now))}.` : null),
    ...drift('dns.www', otherAlias(before.dns.www?.cname, now.dns.www?.cname)),
    ...drift('dns.mx', otherSet('Its mail servers', before.dns.mx, now.dns.mx)),
    ...drift('dns.ds', otherKeys(before.dns.ds, now.dns.ds)),
    ...drift('dns.ttl', shorterTtl(before.dns, now.dns)),
  ]
}

function otherSet(what: string, before: readonly string[] | null, now: readonly string[] | null): string | null {
  if (!before || !now || before.length === 0 || isSameSet(before, now)) return null
  return now.length === 0 ? `${what} were ${some(before)}; now there are none.` : `${what} were ${some(before)}; now they are ${some(now)}.`
}

const otherAlias = (before: string | undefined, now: string | undefined) =>
  before === undefined || now === undefined || sameName(before, now)
    ? null
    : `The name www was an alias of ${before}; now it is one of ${now}.`

function otherKeys(before: readonly string[] | null, now: readonly string[] | null): string | null {
  if (!before || !now || isSameSet(before, now)) return null
  if (before.length === 0) return 'Its zone was not signed; now there are keys for it at the registry.'
  return now.length === 0
    ? 'Its zone was signed; now there are no keys for it at the registry.'
    : 'The keys of its zone at the registry are others.'
}

// A CDN and a rotation may answer with any value; only the longest that a server gives is steady.
function shorterTtl(before: NonNullable<Baseline['dns']>, now: NonNullable<Baseline['dns']>): string | null {
  const longest = ({ ttl, ttls }: NonNullable<Baseline['dns']>) => Math.max(ttl ?? 0, ...Object.values(ttls ?? {}))
  const [was, is] = [longest(before), longest(now)]
  if (was === 0 || is === 0 || is * SHORTENED > was) return null
  return `Its records could be kept for ${was} seconds; now for ${is}. Somebody may be preparing a move.`
}

function registrationDrift({ registration: before }: Baseline, { registration: now }: Baseline): Drift[] {
  if (!before || !now) return []
  const isEarlier = before.expires !== null && now.expires !== null && now.expires < before.expires
  const gained = (now.status ?? []).filter((status) => before.status !== null && !before.status.includes(status) && !ORDINARY.test(status))
  const lost = (before.status ?? []).filter(
    (status) => now.status !== null && status.endsWith('prohibited') && !now.status.includes(status),
  )
  const isMoved = before.registrar !== null && now.registrar !== null && before.registrar.toLowerCase() !== now.registrar.toLowerCase()
  return [
    ...drift('registration.registrar', isMoved ? `Its registrar was ${before.registrar}; now it is ${now.registrar}.` : null),
    ...drift('registration.expires', isEarlier ? `Its registration ran until ${before.expires}; now it ends on ${now.expires}.` : null),
    ...drift('registration.status', statusChange(gained, lost)),
  ]
}

const ORDINARY = /^(ok|active|associated|.*prohibited|auto renew period|renew period|transfer period|add period)$/

function statusChange(gained: readonly string[], lost: readonly string[]): string | null {
  if (gained.length > 0) return `The registry marks the domain as ${list(gained)}.`
  return lost.length > 0 ? `The domain is no longer protected by ${list(lost)}.` : null
}

function certificateDrift({ tls: before }: Baseline, { tls: now }: Baseline): Drift[] {
  if (!before || !now) return []
  const isOther = before.issuer !== null && now.issuer !== null && before.issuer !== now.issuer
  const lost = (before.names ?? []).filter((name) => now.names !== null && !now.names.includes(name))
  return [
    ...drift('tls.issuer', isOther ? `Its certificate came from ${before.issuer}; now it comes from ${now.issuer}.` : null),
    ...drift('tls.names', lost.length > 0 ? `Its certificate is no longer for ${some(lost)}.` : null),
  ]
}

function pageDrift({ page: before }: Baseline, { page: now }: Baseline): Drift[] {
  if (!before || !now) return []
  const host = (url: string | null) => /^https?:\/\/([^/:?#]+)/i.exec(url ?? '')?.[1]?.toLowerCase() ?? null
  const [was, is] = [host(before.finalUrl), host(now.finalUrl)]
  const scripts = before.scripts && (now.scripts ?? []).filter((name) => !before.scripts!.includes(name))
  const product = (server: string | null) => /^[a-z-]+/i.exec(server ?? '')?.[0]?.toLowerCase() ?? null
  const isOtherServer = product(before.server) !== null && product(now.server) !== null && product(before.server) !== product(now.server)
  return [
    ...drift('page.address', was && is && was !== is ? `Visitors ended at ${was}; now they end at ${is}.` : null),
    ...drift('page.title', isOtherTitle(before.title, now.title) ? `Its title was “${before.title}”; now it is “${now.title}”.` : null),
    ...drift('page.size', isOtherSize(before.bytes, now.bytes) ? sizeChange(before.bytes!, now.bytes!) : null),
    ...drift('page.scripts', scripts?.length ? `Its page runs scripts from ${some(scripts)}, which it did not before.` : null),
    ...drift('page.server', isOtherServer ? `Its web server was ${before.server}; now it is ${now.server}.` : null),
  ]
}

// A title that keeps one of its longer words is the same site saying something new.
function isOtherTitle(before: string | null, now: string | null): boolean {
  const words = (title: string | null): readonly string[] => (title ?? '').toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  return words(before).length > 0 && words(now).length > 0 && !words(before).some((word) => words(now).includes(word))
}

type Range = readonly [number, number] | null
const isOtherSize = (before: Range, now: Range) => before !== null && now !== null && (now[1] < before[0] || now[0] > before[1])
const sizeChange = (before: readonly [number, number], now: readonly [number, number]) =>
  now[1] < before[0] ? 'Its page is far smaller than it was.' : 'Its page is far larger than it was.'

/**
 * The last known good from now on: what is known now, with the variants seen before that are still the same site: addresses that rotate,
 * sizes that breathe, script hosts that come and go. A script host that is new is taken in only when `trustsScripts`; until then it stays a drift.
 */
export function rollBaseline(before: Baseline | null, now: Baseline, trustsScripts: boolean): Baseline {
  if (before === null) return now
  return {
    ...now,
    dns: now.dns === null ? before.dns : rollRecords(before, now),
    registration: now.registration ?? before.registration,
    tls: now.tls ?? before.tls,
    page: now.page === null ? before.page : rollPage(before.page, now.page, trustsScripts),
    hosting: now.hosting ?? before.hosting,
  }
}

function rollRecords(before: Baseline, now: Baseline): Baseline['dns'] {
  const dns = now.dns!
  if (!before.dns) return dns
  const kept = { ...dns, ds: dns.ds ?? before.dns.ds, mx: dns.mx ?? before.dns.mx, ns: dns.ns?.length ? dns.ns : before.dns.ns }
  if (!isRotation(before, now)) return kept
  const union = (now: readonly string[] | null, before: readonly string[] | null) =>
    now || before ? [...new Set([...(now ?? []), ...(before ?? [])])].slice(0, MOST_ADDRESSES) : null
  return { ...kept, a: union(dns.a, before.dns.a), aaaa: union(dns.aaaa, before.dns.aaaa) }
}

function rollPage(before: Baseline['page'], now: NonNullable<Baseline['page']>, trustsScripts: boolean): Baseline['page'] {
  if (!before) return now
  const known = new Set(before.scripts ?? now.scripts ?? [])
  const scripts = (now.scripts ?? []).filter((name) => trustsScripts || known.has(name))
  return {
    ...now,
    contains: now.contains?.length ? now.contains : before.contains,
    bytes: rollBytes(before.bytes, now.bytes),
    scripts: [...new Set([...scripts, ...known])].slice(0, MOST_SCRIPTS).toSorted(),
  }
}

function rollBytes(before: Range, now: Range): Range {
  if (!before || !now || isOtherSize(before, now)) return now ?? before
  const wide: [number, number] = [Math.min(before[0], now[0]), Math.max(before[1], now[1])]
  return wide[1] > wide[0] * WIDEST_BYTES ? now : wide
}

/** Whether other addresses are the same place: one is shared, they lie in one network, or the same CDN answers there. */
function isRotation(before: Baseline, now: Baseline): boolean {
  const [was, is] = [addresses(before), addresses(now)]
  if (is.some((address) => was.some((known) => networkOf(known) === networkOf(address)))) return true
  const edge = cdnBefore(before)
  return edge !== null && edge === cdnBefore(now)
}

const addresses = ({ dns }: Baseline) => [...(dns?.a ?? []), ...(dns?.aaaa ?? [])]

// The /24 of an IPv4 address, the /48 of an IPv6 one: what one operator announces.
function networkOf(address: string): string {
  if (!address.includes(':')) return address.split('.').slice(0, 3).join('.')
  const [head = ''] = address.toLowerCase().split('::')
  return [...head.split(':'), '0', '0', '0'].slice(0, 3).join(':')
}

const isSameSet = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((item) => other.some((known) => sameName(known, item)))

const some = (items: readonly string[]) => (items.length > 4 ? `${items.slice(0, 4).join(', ')} and ${items.length - 4} more` : list(items))
