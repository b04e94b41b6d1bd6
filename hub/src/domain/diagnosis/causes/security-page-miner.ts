import type { Cause } from '../cause.ts'
import { pageSigns } from '../page-signs.ts'

/** Code on the page makes the computers of visitors earn money for a stranger (causes.md 2.10). */
export const securityPageMiner: Cause = {
  id: 'security.page_miner',
  layer: 'content',

  weigh(evidence) {
    const { page, baseline } = evidence
    const told = pageSigns(evidence, 'security.page_miner')
    const before = baseline?.page?.scripts
    const isNew = told.length > 0 && before && page?.scriptHosts.some((host) => !before.includes(host))
    return [
      ...told,
      told.length > 0 ? { strength: 'medium', because: 'No page needs such code to be shown.' } : null,
      isNew ? { strength: 'strong', because: 'It was not there when the site was last well.' } : null,
    ]
  },

  check: ({ site }) => `curl -s https://${site.host}/ | grep -oiE "<script[^>]*>|new [A-Za-z]+\\.(Anonymous|User)"`,
}
