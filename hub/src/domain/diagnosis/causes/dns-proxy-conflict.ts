import type { Cause } from '../cause.ts'
import { cdnOf } from '../cdn.ts'
import { compareAddresses } from '../compare.ts'
import type { Evidence } from '../evidence.ts'
import { isCircle } from '../is-circle.ts'
import { looksAsBefore } from '../looks-as-before.ts'
import { pageSigns } from '../page-signs.ts'
import type { Sign } from '../weigh-signs.ts'

/** Two networks that both want to stand in front of the site: the fourth of the named mistakes (DIA-6). A well page through both is none (causes.md 2.6). */
export const dnsProxyConflict: Cause = {
  id: 'dns.proxy_conflict',
  layer: 'edge',

  weigh(evidence) {
    const { page, baseline } = evidence
    if (!page || looksAsBefore(page, baseline)) return []
    const told = pageSigns(evidence, 'dns.proxy_conflict')
    const isNew = newProxy(evidence)
    const loops = isCircle(page) && isNew
    return [
      ...told,
      isNew && (told.length > 0 || loops) ? isNew : null,
      loops
        ? {
            strength: 'strong',
            because: 'Since then the site sends its visitors round in a circle: proxy and server each ask for the other way.',
          }
        : null,
    ]
  },

  check: ({ site }) => `dig +short ${site.host} A; curl -sI https://${site.host}/ | grep -iE "^(server|cf-ray|via)"`,
}

function newProxy(evidence: Evidence): Sign | null {
  const cdn = cdnOf(evidence.page)
  const before = evidence.baseline?.page?.server ?? null
  if (cdn === null || compareAddresses(evidence) === 'same') return null
  if (before !== null && before.toLowerCase().includes(cdn.toLowerCase())) return null
  return { strength: 'medium', because: `${cdn} stands in front of the site, which it did not before.`, facts: { proxy: cdn } }
}
