import type { Cause } from '../evidence.ts'
import { signaturesOn, strongestOf } from '../signatures.ts'
import { weighSigns } from '../weigh-signs.ts'

/** The host took the account off the web. Its page never says why, so neither do we: unpaid, abuse or used up (causes.md 2.1). */
export const hostingSuspendedUnknown: Cause = {
  id: 'hosting.suspended_unknown',
  layer: 'account',

  weigh({ page, baseline, site }) {
    const strength = strongestOf(signaturesOn(page, baseline), 'suspended', page)
    if (!strength || !page) return null
    const because = page.title
      ? `Visitors see the page “${page.title}” with which hosts replace a suspended site.`
      : 'Visitors see the page with which hosts replace a suspended site.'
    return weighSigns('hosting', [{ strength, because, facts: site.hosting ? { hosting: site.hosting } : {} }])
  },
}
