import type { Expiry } from '@allclear/wire/site.ts'
import type { Baseline } from '../../domain/diagnosis/evidence.ts'
import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Seen, SiteState } from '../site-state.ts'

type Ends = Readonly<Record<Expiry['what'], Instant | null>>

/** When the registration and the certificate end, by whatever saw them last: the check, or the last known good. */
export function endsOf({ seen }: Pick<SiteState, 'seen'>, baseline: Baseline | null): Ends {
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

/** Which of them ends first; null when neither is known. */
export function nextExpiry({ domain, certificate }: Ends): Expiry | null {
  if (domain === null && certificate === null) return null
  return certificate === null || (domain !== null && domain < certificate)
    ? { what: 'domain', at: iso(domain!) }
    : { what: 'certificate', at: iso(certificate) }
}

const later = (a: Seen | null, b: Seen): Seen => (a && a.result.at >= b.result.at ? a : b)
