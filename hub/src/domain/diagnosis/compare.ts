import type { Baseline, DnsEvidence, Evidence } from './evidence.ts'
import { between, days } from '../instant.ts'
import type { Instant } from '../instant.ts'

/** The addresses that the zone's own name servers give for the site, else what the resolver says; sorted, without doubles. */
export function addressesNow(dns: DnsEvidence | null): readonly string[] {
  if (!dns) return []
  const own = dns.servers.filter((server) => server.verdict === 'ok').flatMap((server) => [...server.a, ...server.aaaa])
  return sorted(own.length > 0 ? own : [...dns.resolver.a, ...dns.resolver.aaaa])
}

/** The addresses that the site's host had when it was last known to be well; empty when that is not known. */
export function addressesBefore({ baseline, site, dns }: Evidence): readonly string[] {
  if (!baseline?.dns) return []
  const known = [...(baseline.dns.a ?? []), ...(baseline.dns.aaaa ?? [])]
  const owner = baseline.site ?? dns?.zone ?? site.host
  const follows = site.host === `www.${owner}` && sameName(baseline.dns.www?.cname, owner)
  return owner === site.host || follows ? sorted(known) : []
}

/** `moved` when not one address of before is left, `same` when one is, `unknown` when there is nothing to compare. */
export function compareAddresses(evidence: Evidence): 'same' | 'moved' | 'unknown' {
  const now = addressesNow(evidence.dns)
  const before = addressesBefore(evidence)
  if (now.length === 0 || before.length === 0) return 'unknown'
  const kind = (address: string) => address.includes(':')
  const comparable = now.filter((address) => before.some((known) => kind(known) === kind(address)))
  if (comparable.length === 0) return 'unknown'
  return comparable.some((address) => before.includes(address)) ? 'same' : 'moved'
}

/** Whether the name servers that the parent names are others than before; null when one of the two is not known. */
export function nameServersChanged(dns: DnsEvidence | null, baseline: Baseline | null): boolean | null {
  const before = baseline?.dns?.ns
  if (!before || before.length === 0 || !dns || dns.delegation.length === 0) return null
  return !dns.delegation.some((name) => before.some((known) => sameName(known, name)))
}

/** The day of an instant in UTC, as a sentence says it: `2026-11-01`. */
export const day = (at: Instant) => new Date(at).toISOString().slice(0, 10)

/** `a`, `a and b`, `a, b and c`. */
export const list = (items: readonly string[]) =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`

/** Names of the DNS are the same in any case and with or without the dot at the end. */
export const sameName = (a: string | null | undefined, b: string | null | undefined) =>
  typeof a === 'string' && typeof b === 'string' && bare(a) === bare(b)

const bare = (name: string) => name.toLowerCase().replace(/\.$/, '')
const sorted = (items: readonly string[]) => [...new Set(items)].toSorted()

const LATELY = days(7)

/** Whether the registration was changed or transferred within the last seven days; unknown counts as not. */
export const changedLately = ({ registration, at }: Evidence) =>
  typeof registration?.changedAt === 'number' && registration.changedAt <= at && between(registration.changedAt, at) < LATELY
