import type { Cause } from '../cause.ts'
import { pageSigns } from '../page-signs.ts'
import type { Sign } from '../weigh-signs.ts'
import { fact } from '../fact.ts'
import { MONEY, panelSign, showsSuspension } from '../suspension.ts'

/**
 * Suspended because somebody has not paid. A suspension page alone never says so (issue 3): it takes the reason in
 * the host's control panel, or a platform that answers “payment required”, or a page that names the money itself, and then a second fact.
 */
export const hostingBilling: Cause = {
  id: 'hosting.billing',
  layer: 'account',

  weigh(evidence) {
    const { page, site } = evidence
    if (!page) return []
    const told = pageSigns(evidence, 'hosting.billing')
    const isSuspended = showsSuspension(evidence)
    const known = panelSign(evidence, 'money')
    const facts = fact('hosting', site.hosting)
    const signs: Sign[] = [...told, ...(known ? [{ ...known, facts }] : [])]
    if (page.status === 402 && told.length === 0)
      signs.push({ strength: 'strong', because: 'The server answers 402: payment required.', facts })
    if (MONEY.test(page.text) && (isSuspended || told.length > 0)) {
      signs.push({ strength: 'strong', because: `The page that visitors see speaks of ${MONEY.exec(page.text)![0]}.`, facts })
    }
    if (signs.length > 0 && isSuspended && !known) signs.push({ strength: 'medium', because: 'The account is suspended.' })
    return signs
  },

  check: (evidence) => `curl -si ${evidence.site.url} | head -40; then the invoices in the host’s customer area`,
}
