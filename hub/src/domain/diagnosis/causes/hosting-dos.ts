import type { Cause } from '../cause.ts'
import { pageSigns } from '../page-signs.ts'

const ATTACK = /\b(d?dos|denial[- ]of[- ]service|attack|flood(ing)?|angriff)\b/i

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
    return [
      ...pageSigns(evidence, 'hosting.dos'),
      notice
        ? { strength: 'strong', because: `The provider reports an attack: “${notice.title}”.`, facts: { hosting: provider!.provider } }
        : null,
      notice ? { strength: 'medium', because: 'The site struggles at the same time.' } : null,
    ]
  },

  check: () => "on the server: awk '{print $1}' access.log | sort | uniq -c | sort -rn | head",
}
