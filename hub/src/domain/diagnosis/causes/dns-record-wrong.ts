import { hostNames } from '../certificate-names.ts'
import { addressesBefore, addressesNow, compareAddresses, list } from '../compare.ts'
import { cdnOf } from '../cdn.ts'
import type { Cause } from '../cause.ts'
import { danglingAlias } from '../dangling-alias.ts'
import type { Evidence } from '../evidence.ts'
import { looksAsBefore, looksForeign } from '../looks-as-before.ts'
import { pageSigns, showsDefaultPage } from '../page-signs.ts'
import { reachOf } from '../reach.ts'
import type { Sign } from '../weigh-signs.ts'

/** The record is there and leads to the wrong place: another address than before, and what stands there is not the site. */
export const dnsRecordWrong: Cause = {
  id: 'dns.record_wrong',
  layer: 'records',

  weigh(evidence) {
    const { site, dns } = evidence
    const target = dns && site.host === `www.${dns.zone}` ? null : danglingAlias(evidence)
    const address = compareAddresses(evidence)
    if (address === 'same') return []
    if (address !== 'moved' && !target) return suspicion(strangers(evidence))
    const seen = [...strangers(evidence), closed(evidence)].filter((sign) => sign !== null)
    // A move by itself is no mistake: sites move.
    const strength = seen.length > 0 ? 'strong' : 'medium'
    return [address === 'moved' ? { ...change(evidence), strength } : null, target, ...seen, familiar(evidence), edge(evidence)]
  },

  check: (evidence) => {
    const { dns, site } = evidence
    const before = addressesBefore(evidence)[0] ?? 'OLD-ADDRESS'
    return `dig +norecurse @${dns?.delegation[0] ?? 'NAME-SERVER'} ${site.host} A +noall +answer; curl -sI --connect-to ::${before} https://${site.host}/`
  },
}

function change(evidence: Evidence): Sign {
  const now = addressesNow(evidence.dns)
  const before = addressesBefore(evidence)
  return {
    strength: 'strong',
    because: `${evidence.site.host} points at ${list(now)}; when the site was last well it pointed at ${list(before)}.`,
    facts: { 'address-seen': now.join(', '), 'address-before': before.join(', ') },
  }
}

// What stands at the address is somebody else's, or nobody's.
function strangers(evidence: Evidence): Sign[] {
  const { page, tls, site, baseline } = evidence
  const shown = showsDefaultPage(evidence)
  const signs: Sign[] = [...pageSigns(evidence, 'dns.record_wrong'), ...(shown ? [shown] : [])]
  // An error or a redirect is nobody’s page, least of all a stranger’s.
  if (signs.length === 0 && (page?.status ?? 0) < 300 && looksForeign(page, baseline))
    signs.push({ strength: 'medium', because: 'The page there holds none of the words that belong on the site.' })
  if (tls?.nameMatches === false) {
    const names = hostNames(tls.chain[0]?.names ?? []).slice(0, 3)
    signs.push({ strength: 'strong', because: `The server there has a certificate for ${list(names) || 'no name'}, not for ${site.host}.` })
  }
  return signs
}

// Without a last known good a stranger's certificate may be the certificate's fault, unless the page is a stranger's too.
const suspicion = (signs: readonly Sign[]): Sign[] => signs.map((sign, index) => ({ ...sign, strength: index > 0 ? 'strong' : 'medium' }))

const closed = ({ page }: Evidence): Sign | null =>
  ['refused', 'silent', 'reset'].includes(reachOf(page)) ? { strength: 'medium', because: 'Nothing answers at that address.' } : null

// What was put in front of a site on purpose has another address too.
function edge({ page }: Evidence): Sign | null {
  const cdn = cdnOf(page)
  return cdn === null ? null : { strength: 'against', because: `But ${cdn} answers there, which may have been put in front of the site.` }
}

function familiar({ page, baseline }: Evidence): Sign | null {
  return page && looksAsBefore(page, baseline) ? { strength: 'contradicts', because: 'But the page there is the site as it was.' } : null
}
