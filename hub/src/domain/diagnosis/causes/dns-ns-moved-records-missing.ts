import type { Cause } from '../cause.ts'
import { changedLately, day, list, nameServersChanged } from '../compare.ts'
import { hasNoRecord, isDead, isLame } from '../name-server-verdicts.ts'
import type { DnsEvidence, Evidence, NameServerEvidence } from '../evidence.ts'
import type { Sign } from '../weigh-signs.ts'

/** The domain was moved to other name servers before its records were copied there: the first of the named mistakes (DIA-6). */
export const dnsNsMovedRecordsMissing: Cause = {
  id: 'dns.ns_moved_records_missing',
  layer: 'delegation',

  weigh(evidence) {
    const { dns, site } = evidence
    const moved = change(evidence)
    if (!dns || !moved) return []
    const without = dns.servers.filter((server) => isLame(server) || hasNoRecord(server) || isDead(server))
    if (without.length === 0) return []
    return [moved, { strength: sureness(dns, without, moved), because: absence(evidence, dns, without), facts: { record: site.host } }]
  },

  check: ({ dns, site }) => `dig +norecurse @${dns?.delegation[0] ?? 'NAME-SERVER'} ${site.host} A`,
}

// That something was changed lately is no proof that it was the name servers, and new servers may be down as well.
function sureness({ servers }: DnsEvidence, without: readonly NameServerEvidence[], moved: Sign): Sign['strength'] {
  if (without.length < servers.length) return 'weak'
  const isKnown = moved.strength === 'strong'
  if (without.every((server) => isLame(server) || hasNoRecord(server))) return isKnown ? 'proof' : without.every(isLame) ? 'strong' : 'weak'
  return isKnown ? (without.some(({ verdict }) => verdict === 'servfail') ? 'strong' : 'medium') : 'weak'
}

function absence({ site }: Evidence, { zone }: DnsEvidence, without: readonly NameServerEvidence[]): string {
  const names = list(without.map(({ name }) => name))
  if (without.every(isDead)) return `The new name servers (${names}) give no answer.`
  const what = without.some(hasNoRecord) ? `have no address for ${site.host}` : `do not know ${zone}`
  const keptMail = without.some(({ mx }) => mx.length > 0) ? ' Its mail records are there.' : ''
  return `The new name servers (${names}) ${what}.${keptMail}`
}

function change(evidence: Evidence): Sign | null {
  const { dns, baseline, registration } = evidence
  const changed = nameServersChanged(dns, baseline)
  if (changed === true) {
    const [now, before] = [dns!.delegation, baseline!.dns!.ns!]
    const because = `The name servers are ${list(now)}; when the site was last well they were ${list(before)}.`
    return { strength: 'strong', because, facts: { 'dns-servers': now.join(', '), 'dns-servers-before': before.join(', ') } }
  }
  if (changed === false || !changedLately(evidence)) return null
  const on = day(registration!.changedAt!)
  return { strength: 'medium', because: `The registration was changed on ${on}.`, facts: { 'changed-on': on } }
}
