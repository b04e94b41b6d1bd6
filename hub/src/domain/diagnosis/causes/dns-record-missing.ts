import { addressesBefore, changedLately, list, nameServersChanged } from '../compare.ts'
import type { Cause } from '../cause.ts'
import type { DnsEvidence, Evidence } from '../evidence.ts'
import { hasNoRecord } from '../name-server-verdicts.ts'
import { pageSigns } from '../page-signs.ts'
import type { Sign } from '../weigh-signs.ts'

/** The zone works, and the site's name in it has no address: every server that answers with authority says so. */
export const dnsRecordMissing: Cause = {
  id: 'dns.record_missing',
  layer: 'records',

  weigh(evidence) {
    const { dns, baseline } = evidence
    const told = pageSigns(evidence, 'dns.record_missing')
    const said = dns && (bySite(evidence, dns) ?? byResolver(evidence, dns))
    if (!dns || !said) return told
    const before = addressesBefore(evidence)
    const facts: Record<string, string> = { record: evidence.site.host, 'dns-servers': dns.delegation.join(', ') }
    if (before.length > 0) facts['address-before'] = before.join(', ')
    const known = before.length > 0 && said.strength !== 'weak'
    return [
      { ...said, facts },
      known ? { strength: 'medium', because: `It pointed at ${list(before)} when the site was last well.` } : null,
      nameServersChanged(dns, baseline)
        ? { strength: 'against', because: `The name servers changed too (${list(dns.delegation)}), so more records may be missing there.` }
        : null,
      !baseline?.dns?.ns && changedLately(evidence)
        ? { strength: 'against', because: 'But the registration was changed within the last days: the name servers may be new.' }
        : null,
      ...told,
    ]
  },

  check: ({ dns, site }) => `dig +norecurse @${dns?.delegation[0] ?? 'NAME-SERVER'} ${site.host} A`,
}

function bySite({ site }: Evidence, { delegationCode, servers, zone }: DnsEvidence): Sign | null {
  const heard = servers.filter(({ verdict }) => verdict === 'ok' || verdict === 'nxdomain')
  const empty = heard.filter(hasNoRecord)
  if (delegationCode !== 'found' || empty.length === 0) return null
  const isEvery = empty.length === servers.length
  const who =
    isEvery && empty.length > 1 ? `All ${empty.length} name servers of ${zone} say` : `${list(empty.map(({ name }) => name))} says`
  const what = empty.every(({ verdict }) => verdict === 'nxdomain') ? 'does not exist' : 'has no address record'
  const strength = isEvery ? 'proof' : empty.length === heard.length ? 'strong' : 'weak'
  return { strength, because: `${who} that ${site.host} ${what}.` }
}

// Where no name server of the zone could be heard, the resolver's word is the best there is.
function byResolver({ site }: Evidence, { delegationCode, servers, resolver, zone }: DnsEvidence): Sign | null {
  const isHeard = servers.some(({ verdict }) => verdict !== 'no_ip' && verdict !== 'no_response')
  if (isHeard || delegationCode === 'nxdomain') return null
  if (resolver.code === 'nodata') return { strength: 'strong', because: `The resolver says that ${site.host} has no address record.` }
  if (resolver.code !== 'nxdomain' || site.host === zone) return null
  return { strength: 'strong', because: `The resolver says that ${site.host} does not exist.` }
}
