import { addressesNow, sameName } from './compare.ts'
import type { Evidence } from './evidence.ts'
import type { Sign } from './weigh-signs.ts'

// A resolver that was silent knows nothing of the target; one that fails may have met the loop.
const SETTLED = new Set(['ok', 'nodata', 'nxdomain', 'servfail'])

/** The site's host is an alias of a name without an address: deleted, mistyped, or a loop; null when it is not. */
export function danglingAlias({ dns, site, baseline }: Evidence): Sign | null {
  const cname = dns?.servers.find(({ verdict, cname }) => verdict === 'ok' && cname !== null)?.cname ?? null
  if (!dns || !cname || addressesNow(dns).length > 0 || !SETTLED.has(dns.resolver.code)) return null
  const before = site.host === `www.${dns.zone}` ? baseline?.dns?.www?.cname : null
  const was = before && !sameName(before, cname) ? ` It was ${before} when the site was last well.` : ''
  return { strength: 'strong', because: `${site.host} is an alias of ${cname}, which has no address.${was}`, facts: { alias: cname } }
}
