import type { Cause } from '../cause.ts'
import { comesAndGoes } from '../comes-and-goes.ts'
import { changedLately, list, nameServersChanged } from '../compare.ts'
import { isDead } from '../name-server-verdicts.ts'
import type { DnsEvidence, Evidence } from '../evidence.ts'
import type { Sign } from '../weigh-signs.ts'

/** The servers that hold the zone are silent or fail, all of them: nobody changed a record, somebody's machines are down. */
export const dnsProviderOutage: Cause = {
  id: 'dns.provider_outage',
  layer: 'delegation',

  weigh(evidence) {
    const { dns, baseline } = evidence
    if (!dns || dns.delegationCode !== 'found' || dns.servers.length === 0) return []
    const dead = dns.servers.filter(isDead)
    if (dead.length === 0 || dns.servers.some(({ verdict }) => verdict === 'no_ip')) return []
    if (dead.length < dns.servers.length) return [{ strength: 'weak', because: `${list(dead.map(({ name }) => name))} does not answer.` }]
    const silent = dead.every(({ verdict }) => verdict === 'no_response')
    const facts = { 'dns-servers': dns.delegation.join(', ') }
    return [
      {
        strength: 'strong',
        because: `${silent ? 'None' : 'Not one'} of the ${dead.length} name servers of ${dns.zone} gives an answer.`,
        facts,
      },
      resolvers(dns),
      others(evidence),
      comesAndGoes(evidence) ? { strength: 'medium', because: 'They come back and fail again, so nobody has changed the records.' } : null,
      nameServersChanged(dns, baseline) ? { strength: 'contradicts', because: 'But the name servers are new.' } : null,
      // Nobody knows what the name servers were: new ones without the zone look the same from here.
      !baseline?.dns?.ns && changedLately(evidence)
        ? { strength: 'contradicts', because: 'But the registration was changed within the last days: the name servers may be new.' }
        : null,
    ]
  },

  check: ({ dns }) => `dig +norecurse @${dns?.delegation[0] ?? 'NAME-SERVER'} ${dns?.zone ?? ''} SOA`,
}

// Resolvers elsewhere fail on their own: it is not our own connection.
function resolvers({ views, signed }: DnsEvidence): Sign | null {
  const asked = views.filter(({ checking }) => checking)
  const failing = asked.filter(({ code }) => code !== 'ok' && code !== 'nxdomain' && code !== 'nodata')
  if (asked.length > 0 && failing.length === 0) return { strength: 'against', because: 'But resolvers still give an answer.' }
  if (failing.length === 0) return null
  if (failing.length < asked.length) return { strength: 'weak', because: 'Some resolvers still remember the answer.' }
  const count = new Set(asked.map(({ resolver }) => resolver)).size
  if (signed === 'broken') return null
  return {
    strength: count > 1 ? 'strong' : 'medium',
    because: `${count > 1 ? `${count} resolvers` : 'The resolver'} cannot find it out either.`,
  }
}

function others({ neighbours }: Evidence): Sign | null {
  const { sites = 0, failing = 0 } = neighbours?.sameNameServers ?? {}
  if (sites === 0) return null
  if (failing > 0) return { strength: 'strong', because: `${failing} of ${sites} other sites on these name servers fail too.` }
  return { strength: 'contradicts', because: `But ${sites} other sites on these name servers are well.` }
}
