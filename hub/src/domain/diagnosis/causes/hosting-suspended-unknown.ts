import type { Cause } from '../cause.ts'
import { pageSigns } from '../page-signs.ts'
import { fact } from '../fact.ts'
import { reasonInPanel } from '../suspension.ts'
import type { Evidence } from '../evidence.ts'
import type { Sign } from '../weigh-signs.ts'

/** The host took the account off the web. Its page never says why, so neither do we: unpaid, abuse or used up (causes.md 2.1). Only its control panel can. */
export const hostingSuspendedUnknown: Cause = {
  id: 'hosting.suspended_unknown',
  layer: 'account',

  weigh(evidence) {
    const shown = pageSigns(evidence, 'hosting.suspended_unknown')
    const told = toldByPanel(evidence)
    if (!evidence.page || (shown.length === 0 && told?.strength !== 'strong')) return []
    const facts = fact('hosting', evidence.site.hosting)
    return [...shown, told].map((sign) => sign && { ...sign, facts: { ...sign.facts, ...facts } })
  },

  check: ({ site }) => `curl -sIL https://${site.host}/ | grep -i location; then in WHM: cat /var/cpanel/suspended/USER`,
}

function toldByPanel(evidence: Evidence): Sign | null {
  const { panel } = evidence
  if (!panel?.suspended) return null
  if (reasonInPanel(evidence) !== null) return { strength: 'contradicts', because: 'But the host’s control panel says why.' }
  const reason = panel.reason === null ? 'without a reason' : `for “${panel.reason}”`
  return { strength: 'strong', because: `The host’s control panel says that the account is suspended, ${reason}.` }
}
