import { list } from '../compare.ts'
import type { Cause } from '../evidence.ts'
import { weighSigns } from '../weigh-signs.ts'

/** Silence on every port. Alone it may be a firewall or a dead machine as well, so it never is more than a suspicion (causes.md 3.4 rules 6 and 7). */
export const hostingProviderOutage: Cause = {
  id: 'hosting.provider_outage',
  layer: 'transport',

  weigh({ page }) {
    if (!page || page.transports.length === 0) return null
    const silent = page.transports.filter(({ outcome }) => outcome === 'timeout' || outcome === 'unreachable')
    const addresses = page.transports.map(({ address }) => address)
    const facts = { 'address-seen': addresses.join(', ') }
    if (silent.length === page.transports.length && page.plain !== 'connected' && page.plain !== 'refused') {
      const because = `Nothing comes back from ${list(addresses)} on any port that we tried.`
      return weighSigns('hosting', [{ strength: 'medium', because, facts }])
    }
    if (page.status !== null || !SILENCE.has(page.failure ?? '')) return null
    const because = `${list(addresses)} takes the connection and then never says a word.`
    return weighSigns('hosting', [{ strength: 'medium', because, facts }])
  },
}

const SILENCE = new Set(['timeout', 'tls_timeout', 'aborted'])
