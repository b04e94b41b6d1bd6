import type { Cause } from '../cause.ts'
import { pageSigns } from '../page-signs.ts'
import { fact } from '../fact.ts'
import { ABUSE, panelSign, showsSuspension } from '../suspension.ts'

/** Suspended because the site did harm, or something on it did. The host’s page or its control panel has to say so, or the damage has to be seen. */
export const hostingSuspendedAbuse: Cause = {
  id: 'hosting.suspended_abuse',
  layer: 'account',

  weigh(evidence) {
    const { page, site } = evidence
    const told = pageSigns(evidence, 'hosting.suspended_abuse')
    const known = panelSign(evidence, 'abuse')
    const word = page && showsSuspension(evidence) ? ABUSE.exec(page.text)?.[0] : undefined
    const facts = fact('hosting', site.hosting)
    return [
      ...told,
      known && { ...known, facts },
      word ? { strength: 'strong', because: `The page with which the host replaces the site speaks of ${word}.`, facts } : null,
      word ? { strength: 'medium', because: 'The account is suspended.' } : null,
    ]
  },

  check: ({ site }) => `curl -sL https://${site.host}/ | head -40; then the abuse mail of the host`,
}
