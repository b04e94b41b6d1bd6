import type { Cause } from '../cause.ts'
import { list } from '../compare.ts'
import type { PageEvidence, ProviderEvidence } from '../evidence.ts'
import { pageSigns } from '../page-signs.ts'
import { isDropped, isSilent, reachOf } from '../reach.ts'
import type { Sign } from '../weigh-signs.ts'
import { fact } from '../fact.ts'

/** Silence on every port, or a provider that says so itself. Silence alone may be a firewall or a dead machine as well (causes.md 3.4 rules 6 and 7). */
export const hostingProviderOutage: Cause = {
  id: 'hosting.provider_outage',
  layer: 'transport',

  weigh(evidence) {
    const { page, provider } = evidence
    if (!page) return []
    const shown = silence(page) ?? failure(page)
    const told = pageSigns(evidence, 'hosting.provider_outage')
    if (!shown && told.length === 0) return []
    return [shown, ...told, ...(provider ? announcement(provider) : [])]
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
