import type { Baseline } from '../diagnosis/evidence.ts'
import type { Instant } from '../instant.ts'
import type { CheckResult } from '../triage/verdict.ts'

/** When the registration and the certificate of a site end; null: not known. */
export type Ends = Readonly<Record<'domain' | 'certificate', Instant | null>>

type Seen = { readonly monitor: string; readonly result: CheckResult }

/** When they end, by whatever saw them last: the check, or the last known good. */
export function endsOf({ seen }: { readonly seen: readonly Seen[] }, baseline: Baseline | null): Ends {
  const newest = (kind: string, fact: string, day: string | null | undefined): Instant | null => {
    const checked = seen.filter(({ monitor }) => monitor.endsWith(`/${kind}`)).reduce<Seen | null>(later, null)
    const said = checked?.result.facts[fact]
    const isOlder = !checked || typeof said !== 'string' || (baseline?.seen ?? 0) > checked.result.at
    const at = Date.parse(isOlder && day ? day : String(said))
    return Number.isNaN(at) ? null : (at as Instant)
  }
  return {
    domain: newest('domain', 'expires', baseline?.registration?.expires),
    certificate: newest('tls', 'validTo', baseline?.tls?.expires),
  }
}

const later = (a: Seen | null, b: Seen): Seen => (a && a.result.at >= b.result.at ? a : b)
