import type { Cause } from '../cause.ts'
import { hasStatus } from '../registration-status.ts'
import { fact } from '../fact.ts'

/** Deleted for want of renewal, and for 30 days still to be had back at an extra fee (causes.md 1.4). */
export const domainRedemption: Cause = {
  id: 'domain.redemption',
  layer: 'registration',

  // The registry lists `pending delete` beside it from the first day on; this one word says that there is time.
  weigh({ registration, dns }) {
    if (!registration || !hasStatus(registration, 'redemption period')) return []
    const facts = fact('registrar', registration.registrar)
    const because = `The registry lists ${registration.domain} in its redemption period: it was not renewed, and only its registrar can restore it.`
    const gone = dns?.delegationCode === 'nxdomain'
    return [
      { strength: 'proof', because, facts },
      gone ? { strength: 'medium', because: `The zone above no longer delegates ${dns.zone}.` } : null,
    ]
  },

  check: ({ dns, site }) => `whois ${dns?.zone ?? site.host} | grep -i status`,
}
