import type { Cause } from '../cause.ts'
import { pageSigns } from '../page-signs.ts'
import type { Sign } from '../weigh-signs.ts'
import { fact } from '../fact.ts'

/** Words that only a question of money explains. “Contact billing” is not among them: every suspension page says so. */
const MONEY =
  /\b(non-?payment|unpaid|overdue|past due|outstanding (invoice|balance|payment)|payment (has )?(failed|declined|not been received)|unbezahlt|nicht bezahlt|offene rechnung|zahlungsrückstand|impayée?|factura pendiente|falta de pago)\b/

/**
 * Suspended because somebody has not paid. A suspension page alone never says so (issue 3): it takes a platform that answers
 * “payment required”, or a page that names the money itself, and then a second fact.
 */
export const hostingBilling: Cause = {
  id: 'hosting.billing',
  layer: 'account',

  weigh(evidence) {
    const { page, site } = evidence
    if (!page) return []
    const told = pageSigns(evidence, 'hosting.billing')
    const isSuspended = pageSigns(evidence, 'hosting.suspended_unknown').length > 0
    const facts = fact('hosting', site.hosting)
    const signs: Sign[] = [...told]
    if (page.status === 402 && told.length === 0)
      signs.push({ strength: 'strong', because: 'The server answers 402: payment required.', facts })
    if (MONEY.test(page.text) && (isSuspended || told.length > 0)) {
      signs.push({ strength: 'strong', because: `The page that visitors see speaks of ${MONEY.exec(page.text)![0]}.`, facts })
    }
    if (signs.length > 0 && isSuspended) signs.push({ strength: 'medium', because: 'The account is suspended.' })
    return signs
  },

  check: (evidence) => `curl -si ${evidence.site.url} | head -40; then the invoices in the host’s customer area`,
}
