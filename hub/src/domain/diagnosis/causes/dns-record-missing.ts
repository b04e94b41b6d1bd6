import { addressesBefore, list, nameServersChanged } from '../compare.ts'
import type { Cause, NameServerEvidence } from '../evidence.ts'
import { weighSigns } from '../weigh-signs.ts'

/** The zone works, and the site's name in it has no address: every server that answers with authority says so. */
export const dnsRecordMissing: Cause = {
  id: 'dns.record_missing',
  layer: 'records',

  weigh(evidence) {
    const { dns, site, baseline } = evidence
    if (!dns || dns.delegationCode !== 'found') return null
    const heard = dns.servers.filter(({ verdict }) => verdict === 'ok' || verdict === 'nxdomain')
    const empty = heard.filter(hasNoAddress)
    if (empty.length === 0) return null
    const all = empty.length === dns.servers.length
    const who =
      all && empty.length > 1 ? `All ${empty.length} name servers of ${dns.zone} say` : `${list(empty.map(({ name }) => name))} says`
    const before = addressesBefore(evidence)
    const facts = {
      record: site.host,
      'dns-servers': dns.delegation.join(', '),
      ...(before.length ? { 'address-before': before.join(', ') } : {}),
    }
    const what = empty.every(({ verdict }) => verdict === 'nxdomain') ? 'does not exist' : 'has no address record'
    return weighSigns('dns', [
      { strength: all ? 'proof' : empty.length === heard.length ? 'strong' : 'weak', because: `${who} that ${site.host} ${what}.`, facts },
      before.length && empty.length === heard.length
        ? { strength: 'medium', because: `It pointed at ${list(before)} when the site was last well.` }
        : null,
      nameServersChanged(dns, baseline)
        ? { strength: 'against', because: `The name servers changed too (${list(dns.delegation)}), so more records may be missing there.` }
        : null,
    ])
  },
}

const hasNoAddress = ({ verdict, a, aaaa, cname }: NameServerEvidence) =>
  verdict === 'nxdomain' || (a.length === 0 && aaaa.length === 0 && cname === null)
