import type { Cause } from '../cause.ts'
import { hasStatus } from '../registration-status.ts'
import { fact } from '../fact.ts'

/** The last days before anybody may register the name, or a restoration that is under way (causes.md 1.4). */
export const domainPendingDelete: Cause = {
  id: 'domain.pending_delete',
  layer: 'registration',

  weigh({ registration, dns }) {
    if (!registration || hasStatus(registration, 'redemption period')) return []
    const isRestored = hasStatus(registration, 'pending restore')
    if (!isRestored && !hasStatus(registration, 'pending delete')) return []
    const facts = fact('registrar', registration.registrar)
    const because = isRestored
      ? `The registry lists ${registration.domain} as being restored: it was deleted, and its registrar has asked for it back.`
      : `The registry lists ${registration.domain} as about to be deleted: in a few days anybody may register it.`
    const gone = dns?.delegationCode === 'nxdomain'
    return [
      { strength: 'proof', because, facts },
      gone ? { strength: 'medium', because: `The zone above no longer delegates ${dns.zone}.` } : null,
    ]
  },

  check: ({ dns, site }) => `whois ${dns?.zone ?? site.host} | grep -i status`,
}
