import { changedLately, day, list, nameServersChanged } from '../compare.ts'
import type { Evidence } from '../evidence.ts'
import { judgeNameServers } from '../name-servers.ts'
import { pageSigns } from '../page-signs.ts'
import { hasStatus, isOnHold, paidUntil } from '../registration-status.ts'
import { says } from './tie-break.ts'
import type { TieBreak } from './tie-break.ts'

const showsParking = (evidence: Evidence) =>
  judgeNameServers(evidence.dns?.delegation ?? []) === 'parking' || pageSigns(evidence, 'domain.expired').length > 0

/** 1: a parked page on a name that is paid for and was moved: not forgotten but led elsewhere, perhaps by a stranger. */
export const parkedButPaid: TieBreak = {
  number: 1,
  name: 'parked but paid for',
  rule(evidence) {
    const until = paidUntil(evidence)
    const { dns, baseline, registration } = evidence
    const lately = changedLately(evidence)
    if (until === null || hasStatus(registration, 'auto renew period') || !showsParking(evidence)) return []
    if (!lately && nameServersChanged(dns, baseline) !== true) return []
    const moved = `The name is paid for until ${day(until)}, and its name servers now lead to a parking page (${list(dns?.delegation ?? [])}).`
    const facts = { 'dns-servers': (dns?.delegation ?? []).join(', ') }
    return [
      says('domain.expired', 'contradicts', `But the registration runs until ${day(until)}, and the name servers are new.`),
      says('dns.ns_moved_records_missing', 'strong', moved, facts),
      ...(lately
        ? [
            says(
              'dns.ns_moved_records_missing',
              'medium',
              `The registration was changed on ${day(registration!.changedAt!)}: ask the owner whether he did it, for it may be a theft of the name.`,
              { 'changed-on': day(registration!.changedAt!) },
            ),
          ]
        : []),
    ]
  },
}

/** 2: the registry's date lies ahead because it renewed the name by itself at expiry; what visitors see tells that nobody paid. */
export const renewedByItself: TieBreak = {
  number: 2,
  name: 'renewed by the registry alone',
  rule(evidence) {
    const { registration, dns, at } = evidence
    if (!registration?.found || !hasStatus(registration, 'auto renew period')) return []
    if (registration.registrarExpires !== null && registration.registrarExpires > at) return []
    const isInterrupted =
      pageSigns(evidence, 'domain.expired').length > 0 || isOnHold(registration) || judgeNameServers(dns?.delegation ?? []) !== null
    if (!isInterrupted) return []
    const because = 'The registry renewed the name by itself at expiry, and its registrar has interrupted it: the renewal was not paid.'
    return [says('domain.expired', 'proof', because)]
  },
}

/** 3: a name on hold that is paid for: an unconfirmed contact explains it, and otherwise a person has to ask the registrar why. */
export const holdByVerification: TieBreak = {
  number: 3,
  name: 'on hold for a reason that has to be asked for',
  rule(evidence) {
    const { registration, dns } = evidence
    const isExplained = judgeNameServers(dns?.delegation ?? []) === 'verification' || pageSigns(evidence, 'domain.hold').length > 0
    if (!isOnHold(registration) || paidUntil(evidence) === null || isExplained) return []
    const who = registration!.registrar ?? 'the registrar'
    return [says('domain.hold', 'against', `But why it is on hold nobody says: ask ${who} before the client is told.`)]
  },
}
