import type { Cause } from '../cause.ts'
import { looksAsBefore, looksForeign } from '../looks-as-before.ts'
import { pageSigns } from '../page-signs.ts'

/** Strangers have put their own page in place of the site's and say so. Articles about break-ins use the same words (causes.md 2.10, g2). */
export const securityDefacement: Cause = {
  id: 'security.defacement',
  layer: 'content',

  weigh(evidence) {
    const { page, baseline } = evidence
    const told = pageSigns(evidence, 'security.defacement')
    if (!page || told.length === 0 || looksAsBefore(page, baseline)) return []
    return [
      ...told,
      looksForeign(page, baseline) ? { strength: 'strong', because: 'None of the words that belong on the page are there.' } : null,
    ]
  },

  check: ({ site }) => `curl -s https://${site.host}/ | head -60; on the server: find . -mtime -2 -type f`,
}
