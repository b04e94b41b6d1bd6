import { caaForbids } from '../caa.ts'
import { issuerName } from '../certificate-names.ts'
import { addressesNow, compareAddresses, list } from '../compare.ts'
import type { Evidence } from '../evidence.ts'
import { after, days } from '../../instant.ts'
import { isOnlyIpv6Dead } from '../reach.ts'
import { says } from './tie-break.ts'
import type { Ruling, TieBreak } from './tie-break.ts'

const RECENT = days(60)

/** 4: a certificate that could not renew itself, because something before it changed. Renewing it blindly would only burn the authority's patience. */
export const expiredBecause: TieBreak = {
  number: 4,
  name: 'expired because of what came first',
  rule(evidence, confidenceOf) {
    if (confidenceOf('tls.expired') === 0) return []
    const reason = whyNotRenewed(evidence)
    return reason === null ? [] : [{ ...says('tls.expired', 'weak', reason), root: 'dns.record_wrong' }]
  },
}

function whyNotRenewed(evidence: Evidence): string | null {
  const { tls, dns, baseline, page, at } = evidence
  const issuer = tls?.chain[0] ? issuerName(tls.chain[0].issuer) : (baseline?.tls?.issuer ?? null)
  if (issuer !== null && caaForbids(dns?.caa ?? [], issuer)) {
    return `It could not be renewed: the CAA record of the zone does not allow ${issuer} to issue certificates.`
  }
  const old = tls?.chain.find(({ validTo }) => validTo <= at)
  if (old && after(old.validTo, RECENT) < at) return null
  if (compareAddresses(evidence) === 'moved') {
    return `It could not be renewed: the address has changed to ${list(addressesNow(dns))} since the site was last well.`
  }
  return isOnlyIpv6Dead(page) ? 'It could not be renewed: the IPv6 address leads nowhere, and authorities ask there first.' : null
}

/** 5: a certificate for another name: at another address it is the address that is wrong, at the known one the certificate. */
export const mismatchByAddress: TieBreak = {
  number: 5,
  name: 'a wrong name is judged by the address',
  rule(evidence, confidenceOf): readonly Ruling[] {
    if (confidenceOf('tls.name_mismatch') === 0) return []
    const address = compareAddresses(evidence)
    if (address === 'same') return [says('tls.name_mismatch', 'proof', 'The address is the one known to be right.')]
    if (address === 'unknown') return []
    return [
      says('dns.record_wrong', 'strong', 'A certificate for another name at another address: the address is what is wrong.'),
      says('tls.name_mismatch', 'contradicts', 'But the address is another than before, which explains it.'),
    ]
  },
}
