import { addressesNow, compareAddresses, sameName } from '../compare.ts'
import type { Evidence } from '../evidence.ts'
import { looksForeign } from '../looks-as-before.ts'
import { showsDefaultPage } from '../page-signs.ts'
import { isOnlyIpv6Dead, reachOf } from '../reach.ts'
import { isInPlace, signaturesOn } from '../signatures/match.ts'
import { isWellVariant } from '../variants.ts'
import { says } from './tie-break.ts'
import type { TieBreak } from './tie-break.ts'

/** Whether this half of apex and www is broken while the other one is well. */
function failsAlone(evidence: Evidence): boolean {
  const { page, variants, dns, baseline } = evidence
  if (!isWellVariant(variants?.other) || looksForeign(variants.other, baseline)) return false
  if (signaturesOn(variants.other, baseline).some(isInPlace)) return false
  const isUnnamed = dns !== null && dns.delegationCode === 'found' && addressesNow(dns).length === 0
  // What the software answers with an error it answers under both names.
  if (isUnnamed || page === null || page.status === null) return true
  return page.status < 400 ? looksForeign(page, baseline) || showsDefaultPage(evidence) !== null : page.status < 500
}

// Nobody knows where the two stood before, and they do not stand together.
const standApart = (evidence: Evidence) =>
  compareAddresses(evidence) === 'unknown' &&
  (evidence.dns?.www?.a.length ?? 0) > 0 &&
  !addressesNow(evidence.dns).some((address) => evidence.dns!.www!.a.includes(address))

/** 13: only one of apex and www fails: its record when that changed, otherwise the server that knows one name and not the other. */
export const onlyOneOfWww: TieBreak = {
  number: 13,
  name: 'only www, or only the apex',
  rule(evidence) {
    const { site, dns, baseline } = evidence
    if (!dns || !failsAlone(evidence)) return []
    const isWww = site.host === `www.${dns.zone}`
    const alias = dns.servers.find(({ verdict }) => verdict === 'ok')?.cname ?? dns.resolver.cname
    const expected = baseline?.dns?.www?.cname ?? dns.zone
    const isOther =
      compareAddresses(evidence) === 'moved' ||
      standApart(evidence) ||
      addressesNow(dns).length === 0 ||
      (alias !== null && !sameName(alias, expected))
    const name = isWww ? `www.${dns.zone}` : dns.zone
    const other = isWww ? dns.zone : `www.${dns.zone}`
    if (isWww && isOther) {
      return [
        says('dns.www_cname', 'strong', `Only ${name} fails, and its record is not what it should be.`),
        says('dns.www_cname', 'medium', `${other} is well.`),
        says('dns.record_wrong', 'contradicts', `But only ${name} fails; ${other} is well.`),
        says('dns.record_missing', 'against', `But only ${name} fails; ${other} is well.`),
      ]
    }
    if (isOther || reachOf(evidence.page) !== 'open' || evidence.page?.status === null) return []
    return [says('hosting.unmapped', 'strong', `The server answers for ${other} and not for ${name}, at an address that is right.`)]
  },
}

/** 14: only IPv6 fails: an old AAAA record. Most visitors never notice. */
export const onlyIpv6: TieBreak = {
  number: 14,
  name: 'only IPv6',
  rule({ page, site, tls }) {
    if (!isOnlyIpv6Dead(page)) return []
    // Whatever fails over IPv4 too is what visitors notice.
    const isElse = page!.status === null || page!.status >= 400 || tls?.authorized === false
    const dead = page!.transports.filter(({ family }) => family === 6).map(({ address }) => address)
    const because = `${site.host} answers over IPv4 and not over IPv6 (${dead.join(', ')}): an AAAA record that leads nowhere.`
    return [
      says('dns.record_wrong', 'strong', because, { family: 'IPv6', 'address-seen': dead.join(', ') }),
      says('dns.record_wrong', 'medium', 'Visitors with IPv6 wait or fail; the others notice nothing.'),
      ...(isElse ? [{ cause: 'dns.record_wrong', yields: true } as const] : []),
    ]
  },
}
