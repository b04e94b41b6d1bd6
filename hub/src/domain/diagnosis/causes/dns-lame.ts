import type { Cause } from '../cause.ts'
import { list, nameServersChanged, sameName } from '../compare.ts'
import { isLame } from '../name-server-verdicts.ts'
import type { DnsEvidence, NameServerEvidence } from '../evidence.ts'
import type { Sign } from '../weigh-signs.ts'

const WORDS: Partial<Record<NameServerEvidence['verdict'], string>> = {
  refused: 'refuses to answer for it',
  not_authoritative: 'answers without authority',
  upward_referral: 'sends who asks back to the root',
  no_ip: 'has no address itself',
}

/** The level above names servers that do not serve the zone: closed accounts, zones never set up, wrong glue. */
export const dnsLame: Cause = {
  id: 'dns.lame',
  layer: 'delegation',

  weigh({ dns, baseline }) {
    if (!dns || dns.delegationCode !== 'found') return []
    const lame = dns.servers.filter(isLame)
    const changed = nameServersChanged(dns, baseline)
    return [
      ...(lame.length > 0 ? [lameness(dns, lame)] : []),
      lame.length > 0 && lame.length === dns.servers.length && changed === false
        ? { strength: 'proof', because: 'They are the same name servers as when the site was last well, so the zone was lost there.' }
        : null,
      lame.length > 0 && changed === true ? { strength: 'against', because: 'The name servers were changed, which comes first.' } : null,
      otherServers(dns),
    ]
  },

  check: ({ dns }) => `dig +norecurse @${dns?.delegation[0] ?? 'NAME-SERVER'} ${dns?.zone ?? ''} SOA`,
}

function lameness({ zone, servers }: DnsEvidence, lame: readonly NameServerEvidence[]): Sign {
  const isEvery = lame.length === servers.length
  const who = list(lame.map(({ name, verdict }) => `${name} ${WORDS[verdict] ?? ''}`.trim()))
  const facts = { 'dns-servers': lame.map(({ name }) => name).join(', ') }
  return { strength: isEvery ? 'strong' : 'medium', because: `Not every server that should know ${zone} does: ${who}.`, facts }
}

// Parent and zone name different servers: harmless until the ones that only the parent knows stop answering.
function otherServers({ delegation, childNs, servers, zone }: DnsEvidence): Sign | null {
  if (childNs.length === 0 || delegation.length === 0) return null
  const strangers = delegation.filter((name) => !childNs.some((own) => sameName(own, name)))
  const dark = strangers.filter((name) => servers.some((server) => sameName(server.name, name) && server.verdict !== 'ok'))
  if (dark.length === 0) return null
  return {
    strength: 'medium',
    because: `The zone ${zone} itself does not name ${list(dark)}, which the level above still sends visitors to.`,
  }
}
