import type { Cause } from '../cause.ts'
import { day, list } from '../compare.ts'
import { fact } from '../fact.ts'
import { judgeNameServers } from '../name-servers.ts'
import { pageSigns } from '../page-signs.ts'
import { hasStatus, isOnHold, paidUntil } from '../registration-status.ts'
import type { Sign } from '../weigh-signs.ts'

/** The registrar or the registry took a registered name out of the zone. Why, the status never says: a contact not confirmed, a dispute, the law (causes.md 1.4). */
export const domainHold: Cause = {
  id: 'domain.hold',
  layer: 'registration',

  weigh(evidence) {
    const { registration, dns } = evidence
    const isHeld = isOnHold(registration)
    const isUnverified = judgeNameServers(dns?.delegation ?? []) === 'verification'
    const told = pageSigns(evidence, 'domain.hold')
    if (!isHeld && !isUnverified && told.length === 0) return []
    const by = hasStatus(registration, 'server hold') ? 'The registry' : (registration?.registrar ?? 'The registrar')
    const facts = { ...fact('registrar', registration?.registrar), ...fact('hold', isHeld ? by : null) }
    const isGone = isHeld && dns?.delegationCode === 'nxdomain'
    return [
      isHeld ? { strength: isGone ? 'proof' : 'strong', because: `${by} has put ${registration!.domain} on hold.`, facts } : null,
      isGone ? { strength: 'medium', because: `So the zone above no longer delegates ${dns.zone}.` } : null,
      isUnverified ? { strength: 'proof', because: unverified(dns!.delegation), facts: { hold: 'verification' } } : null,
      ...told,
      ...term(evidence),
    ]
  },

  check: ({ dns, site }) => `whois ${dns?.zone ?? site.host} | grep -i status`,
}

function term(evidence: Parameters<Cause['weigh']>[0]): Sign[] {
  const { registration, at } = evidence
  const until = paidUntil(evidence)
  if (until !== null) return [{ strength: 'weak', because: `The registration itself runs until ${day(until)}.` }]
  const expires = registration?.registrarExpires ?? registration?.registryExpires ?? null
  return expires !== null && expires <= at
    ? [{ strength: 'contradicts', because: 'But the registration has expired, which comes first.' }]
    : []
}

const unverified = (names: readonly string[]) =>
  `Its name servers are ${list(names.slice(0, 2))}, where names wait whose owner has not confirmed the contact address.`
