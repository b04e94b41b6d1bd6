import { hostNames } from '../certificate-names.ts'
import { addressesBefore, addressesNow, compareAddresses, list, sameName } from '../compare.ts'
import type { Cause, Evidence } from '../evidence.ts'
import { looksAsBefore, looksForeign } from '../looks-as-before.ts'
import { signaturesOn } from '../signatures.ts'
import { weighSigns } from '../weigh-signs.ts'
import type { Sign } from '../weigh-signs.ts'

/** The record is there and leads to the wrong place: another address than before, and what stands there is not the site. */
export const dnsRecordWrong: Cause = {
  id: 'dns.record_wrong',
  layer: 'records',

  weigh(evidence) {
    const target = danglingTarget(evidence)
    const moved = compareAddresses(evidence) === 'moved'
    if (compareAddresses(evidence) === 'same') return null
    if (!moved && !target) return weighSigns('dns', suspicion(strangers(evidence)))
    return weighSigns('dns', [moved ? change(evidence) : null, target, ...strangers(evidence), closed(evidence), familiar(evidence)])
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
function strangers({ page, tls, site, baseline }: Evidence): Sign[] {
  const signs: Sign[] = []
  const isDefault = signaturesOn(page, baseline).some(({ says }) => says === 'default')
  if (isDefault) signs.push({ strength: 'strong', because: 'The server there shows its default page.' })
  else if (looksForeign(page, baseline)) signs.push({ strength: 'medium', because: 'The page there is not the site’s page as it was.' })
  if (tls?.nameMatches === false) {
    const names = hostNames(tls.chain[0]?.names ?? []).slice(0, 3)
    signs.push({ strength: 'strong', because: `The server there has a certificate for ${list(names) || 'no name'}, not for ${site.host}.` })
  }
  return signs
}

// Without a last known good a stranger's certificate may be the certificate's fault, unless the page is a stranger's too.
const suspicion = (signs: readonly Sign[]): Sign[] => signs.map((sign, index) => ({ ...sign, strength: index > 0 ? 'strong' : 'medium' }))

function closed({ page }: Evidence): Sign | null {
  const outcomes = page?.transports.map(({ outcome }) => outcome) ?? []
  if (outcomes.length === 0 || outcomes.includes('connected')) return null
  return { strength: 'medium', because: 'Nothing answers at that address.' }
}

function familiar({ page, baseline }: Evidence): Sign | null {
  return page && looksAsBefore(page, baseline) ? { strength: 'contradicts', because: 'But the page there is the site as it was.' } : null
}

// A resolver that was silent knows nothing of the target; one that fails may have met the loop.
const SETTLED = new Set(['ok', 'nodata', 'nxdomain', 'servfail'])

// A CNAME whose target has no address: dangling, or a loop.
function danglingTarget({ dns, site, baseline }: Evidence): Sign | null {
  const cname = dns?.servers.find(({ verdict, cname }) => verdict === 'ok' && cname !== null)?.cname ?? null
  if (!dns || !cname || addressesNow(dns).length > 0 || !SETTLED.has(dns.resolver.code)) return null
  const before = site.host === `www.${dns.zone}` ? baseline?.dns?.www?.cname : null
  const was = before && !sameName(before, cname) ? ` It was ${before} when the site was last well.` : ''
  return { strength: 'strong', because: `${site.host} is an alias of ${cname}, which has no address.${was}`, facts: { alias: cname } }
}
