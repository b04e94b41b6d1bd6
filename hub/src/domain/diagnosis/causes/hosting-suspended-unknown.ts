import type { Cause } from '../cause.ts'
import { pageSigns } from '../page-signs.ts'
import { fact } from '../fact.ts'

/** The host took the account off the web. Its page never says why, so neither do we: unpaid, abuse or used up (causes.md 2.1). */
export const hostingSuspendedUnknown: Cause = {
  id: 'hosting.suspended_unknown',
  layer: 'account',

  weigh(evidence) {
    const { page, site } = evidence
    const [first, ...more] = pageSigns(evidence, 'hosting.suspended_unknown')
    if (!first || !page) return []
    const facts = fact('hosting', site.hosting)
    return [{ ...first, facts }, ...more]
  },

  check: ({ site }) => `curl -sIL https://${site.host}/ | grep -i location; then in WHM: cat /var/cpanel/suspended/USER`,
}
