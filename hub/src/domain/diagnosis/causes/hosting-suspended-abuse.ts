import type { Cause } from '../cause.ts'
import { pageSigns } from '../page-signs.ts'
import { fact } from '../fact.ts'

const ABUSE =
  /\b(abuse|abusive|terms of (service|use)|acceptable use|policy violation|violat(ed|ion|ing)|malware|malicious|phishing|spam(ming)?|hacked|missbrauch|schadsoftware)\b/

/** Suspended because the site did harm, or something on it did. The host’s page has to say so, or the damage has to be seen. */
export const hostingSuspendedAbuse: Cause = {
  id: 'hosting.suspended_abuse',
  layer: 'account',

  weigh(evidence) {
    const { page, site } = evidence
    const told = pageSigns(evidence, 'hosting.suspended_abuse')
    const isSuspended = pageSigns(evidence, 'hosting.suspended_unknown').length > 0
    const word = page && isSuspended ? ABUSE.exec(page.text)?.[0] : undefined
    const facts = fact('hosting', site.hosting)
    return [
      ...told,
      word ? { strength: 'strong', because: `The page with which the host replaces the site speaks of ${word}.`, facts } : null,
      word ? { strength: 'medium', because: 'The account is suspended.' } : null,
    ]
  },

  check: ({ site }) => `curl -sL https://${site.host}/ | head -40; then the abuse mail of the host`,
}
