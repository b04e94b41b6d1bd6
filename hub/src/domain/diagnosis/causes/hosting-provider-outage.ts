import type { Cause } from '../cause.ts'
import { list } from '../compare.ts'
import type { Evidence, PageEvidence, ProviderEvidence } from '../evidence.ts'
import { pageSigns } from '../page-signs.ts'
import { isDropped, isSilent, reachOf } from '../reach.ts'
import type { Sign } from '../weigh-signs.ts'
import { fact } from '../fact.ts'
import { saySpan } from '../../instant.ts'

/** Silence on every port, or a provider that says so itself. Silence alone may be a firewall or a dead machine as well (causes.md 3.4 rules 6 and 7). */
export const hostingProviderOutage: Cause = {
  id: 'hosting.provider_outage',
  layer: 'transport',

  weigh(evidence) {
    const { page, provider } = evidence
    if (!page) return []
    const shown = silence(page) ?? failure(page)
    const told = pageSigns(evidence, 'hosting.provider_outage')
    if (!shown && told.length === 0 && ofMachine(evidence).length === 0) return []
    return [shown, ...told, ...(provider ? announcement(provider) : []), ...ofMachine(evidence)]
  },

  check: ({ page, provider }) =>
    `${provider ? `open ${provider.feed}; ` : ''}nc -zvw5 ${page?.transports[0]?.address ?? 'ADDRESS'} 22; mtr -rwc3 ${page?.transports[0]?.address ?? 'ADDRESS'}`,
}

function silence(page: PageEvidence): Sign | null {
  if (!isSilent(page)) return null
  const addresses = list([...new Set(page.transports.map(({ address }) => address))])
  const because =
    reachOf(page) === 'silent'
      ? `Nothing comes back from ${addresses} on any port that we tried.`
      : `${addresses} takes the connection and then never says a word.`
  return { strength: 'medium', because, facts: { 'address-seen': addresses } }
}

// Any other failure of the server is the provider's when the provider says so.
function failure(page: PageEvidence): Sign | null {
  const isDown = ['refused', 'mixed', 'silent'].includes(reachOf(page)) || isDropped(page) || (page.status ?? 0) >= 500
  return isDown ? { strength: 'weak', because: 'What fails is on the side of the server.' } : null
}

function announcement({ provider, state, notices }: ProviderEvidence): Sign[] {
  const incident = notices.find(({ kind }) => kind === 'incident')
  const named = incident ? `: “${incident.title}”` : ''
  const facts = { hosting: provider, ...fact('notice', incident?.title) }
  if (state === 'major') {
    return [
      { strength: 'strong', because: `The provider’s own status page reports an outage${named}.`, facts },
      { strength: 'medium', because: 'It concerns the part of the provider that this site lives on.' },
    ]
  }
  if (state === 'degraded' && incident)
    return [{ strength: 'strong', because: `The provider’s own status page reports trouble${named}.`, facts }]
  return []
}

// The truth table of an agent that is silent or not, beside sites that fail or not (reliability-security.md, I-9).
function ofMachine({ host, page }: Evidence): Sign[] {
  if (!host || !page || page.transports.length === 0 || page.status !== null) return []
  if (host.silentFor === null) {
    return host.sample
      ? [{ strength: 'contradicts', because: `But the agent on ${host.name} reports: the machine is up and reaches the world.` }]
      : []
  }
  const { sites, failing } = host.siblings
  const silent = `The agent on ${host.name} has been silent for ${saySpan(host.silentFor)}`
  if (sites > 0 && failing < sites) return [{ strength: 'weak', because: `${silent}, while other sites there are well.` }]
  const others = sites > 0 ? `, and all ${sites} other sites on it fail too` : ''
  return [
    { strength: 'strong', because: `${silent}${others}: the machine or its network is away.` },
    ...(sites > 0 ? [{ strength: 'medium' as const, because: `Nothing at all is heard from ${host.name}.` }] : []),
  ]
}
