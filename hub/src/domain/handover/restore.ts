import { baselineOf } from '../diagnosis/baseline.ts'
import { addressesNow, sameName } from '../diagnosis/compare.ts'
import type { Baseline, Evidence } from '../diagnosis/evidence.ts'
import { familyOf } from '../diagnosis/taxonomy.ts'
import { aliasNow } from './changes.ts'

/** A record as it stood when the site last worked; `now` is what stands there instead. */
export type DnsRecord = {
  readonly name: string
  readonly type: 'NS' | 'A' | 'AAAA' | 'CNAME' | 'MX'
  readonly ttl: number | null
  readonly values: readonly string[]
  readonly now: readonly string[] | null // null: not known
}

/** The exact values to put back where the cause lies in the DNS: the records that differ from the last known good, or all of them when none does. */
export function recordsToRestore(cause: string | null, baseline: Baseline | null, evidence: Evidence | null): readonly DnsRecord[] {
  if (cause === null || familyOf(cause) !== 'dns' || !baseline?.dns) return []
  const known = recordsOf(baseline, evidence).filter(({ values }) => values.length > 0)
  const differing = known.filter(({ values, now }) => now !== null && !isSame(values, now))
  return differing.length > 0 ? differing : known
}

function recordsOf({ site, dns }: Baseline, evidence: Evidence | null): readonly DnsRecord[] {
  const { ns, a, aaaa, www, mx, ttl } = dns!
  const host = site ?? evidence?.site.host ?? ''
  const zone = evidence?.dns?.zone ?? host.replace(/^www\./, '')
  const now = evidence?.dns ? addressesNow(evidence.dns) : null
  const isAlias = www !== null && host === `www.${zone}` // its addresses are another name's
  const answers = evidence?.dns?.servers.some(({ verdict }) => verdict === 'ok') ?? false
  const alias = evidence?.dns ? aliasNow(evidence) : null
  return [
    { name: zone, type: 'NS', ttl: null, values: ns ?? [], now: evidence?.dns?.delegation ?? null },
    { name: host, type: 'A', ttl, values: isAlias ? [] : (a ?? []), now: now?.filter((address) => !address.includes(':')) ?? null },
    { name: host, type: 'AAAA', ttl, values: isAlias ? [] : (aaaa ?? []), now: now?.filter((address) => address.includes(':')) ?? null },
    {
      name: `www.${zone}`,
      type: 'CNAME',
      ttl,
      values: www ? [www.cname] : [],
      now: evidence?.dns ? (alias === null ? [] : [alias]) : null,
    },
    { name: zone, type: 'MX', ttl, values: mx ?? [], now: answers && evidence ? (baselineOf(evidence).dns?.mx ?? null) : null },
  ]
}

/** The record as a line of a zone file: `cornerbakery.example. 300 IN A 192.0.2.10`. */
export const zoneLines = ({ name, type, ttl, values }: DnsRecord): readonly string[] =>
  values.map((value) =>
    [`${name}.`, ttl, 'IN', type, type === 'A' || type === 'AAAA' ? value : `${value.replace(/\.$/, '')}.`].filter(Boolean).join(' '),
  )

const isSame = (before: readonly string[], now: readonly string[]) =>
  before.length === now.length && before.every((one) => now.some((other) => sameName(one, other)))
