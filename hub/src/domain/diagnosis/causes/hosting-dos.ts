import type { Cause } from '../cause.ts'
import { insideOf, seenInside } from '../inside.ts'
import { pageSigns } from '../page-signs.ts'
import type { HostSample } from '../../host/sample.ts'

const ATTACK = /\b(d?dos|denial[- ]of[- ]service|attack|flood(ing)?|angriff)\b/i

const MANY_A_MINUTE = 1200

/** Flooded with requests. From outside a flood looks like a busy server: it takes the provider’s word, or an agent’s (causes.md 2.5). */
export const hostingDos: Cause = {
  id: 'hosting.dos',
  layer: 'resources',

  weigh(evidence) {
    const { page, provider } = evidence
    if (!page) return []
    const isStruggling = [429, 502, 503, 504, 508].includes(page.status ?? 0) || page.status === null
    const notice = provider?.notices.find(({ kind, title }) => kind === 'incident' && ATTACK.test(title))
    if (!isStruggling) return []
    const flood = floodIn(insideOf(evidence)?.visitors ?? null)
    return [
      ...pageSigns(evidence, 'hosting.dos'),
      notice
        ? { strength: 'strong', because: `The provider reports an attack: “${notice.title}”.`, facts: { hosting: provider!.provider } }
        : null,
      flood === null ? null : seenInside('strong', flood),
      notice || flood ? { strength: 'medium', because: 'The site struggles at the same time.' } : null,
    ]
  },

  check: () => "on the server: awk '{print $1}' access.log | sort | uniq -c | sort -rn | head",
}

// Many requests by themselves are a good day; that half of them are one visitor's is not.
function floodIn(visitors: HostSample['visitors']): string | null {
  const [address, count] = visitors?.addresses[0] ?? ['', 0]
  if (!visitors || visitors.requests < MANY_A_MINUTE || count < visitors.requests / 2) return null
  return `in one minute ${visitors.requests} requests came, ${Math.round((100 * count) / visitors.requests)} % of them from ${address}.`
}
