import { DAEMONS } from '../../host/daemons.ts'
import { compareAddresses, list } from '../compare.ts'
import { cdnOf } from '../cdn.ts'
import type { Cause } from '../cause.ts'
import type { Evidence, PageEvidence } from '../evidence.ts'
import { insideOf, seenInside } from '../inside.ts'
import { pageSigns, strongerOf } from '../page-signs.ts'
import { isDropped, reachOf } from '../reach.ts'
import type { Sign } from '../weigh-signs.ts'

/** The machine answers and its web server does not: closed ports, dropped connections, a gateway without anything behind it. */
export const hostServiceDown: Cause = {
  id: 'host.service_down',
  layer: 'transport',

  weigh(evidence) {
    const { page } = evidence
    if (!page) return []
    const told = pageSigns(evidence, 'host.service_down')
    const moved = compareAddresses(evidence) === 'moved' && cdnOf(page) === null
    return [
      ...refused(page),
      ...dropped(page),
      ...strongerOf(told, gateway(page)),
      ...deaf(evidence),
      ...stopped(evidence),
      moved ? { strength: 'against', because: 'The address is another than before, which may be why.' } : null,
    ]
  },

  check: ({ page }) =>
    `nc -zv ${page?.transports[0]?.address ?? 'ADDRESS'} 80 443 22; then on the server: systemctl status nginx apache2 php-fpm`,
}

function refused(page: PageEvidence): Sign[] {
  if (reachOf(page) !== 'refused') return []
  const addresses = [...new Set(page.transports.map(({ address }) => address))]
  const because = `${list(addresses)} ${addresses.length > 1 ? 'refuse' : 'refuses'} the connection.`
  const facts = { 'address-seen': addresses.join(', ') }
  const strong: Sign = { strength: 'strong', because, facts }
  if (page.plain === 'connected') return [strong, { strength: 'medium', because: 'The plain port is open, so the machine is up.' }]
  return page.plain === 'refused' || page.plain === null
    ? [strong]
    : [strong, { strength: 'weak', because: 'The plain port does not answer either.' }]
}

function dropped(page: PageEvidence): Sign[] {
  if (!isDropped(page)) return []
  return [
    { strength: 'strong', because: 'The server takes the connection and drops it at once.' },
    { strength: 'medium', because: 'So the machine is up, and what should answer is not.' },
  ]
}

function gateway({ status }: PageEvidence): Sign[] {
  if (status === 502) return [{ strength: 'strong', because: 'The server answers 502: nothing runs behind its gateway.' }]
  if (status === 503) return [{ strength: 'medium', because: 'The server answers 503: the service is not available.' }]
  return []
}

const SERVERS = ['web', 'php-fpm', 'lsapi'] as const

// One of several pools may be another site's, so it is no proof by itself.
const stopped = (evidence: Evidence): Sign[] =>
  (insideOf(evidence)?.services ?? [])
    .filter(({ kind, reachable }) => !reachable && SERVERS.some((one) => one === kind))
    .map(({ kind, name, says }) => seenInside('strong', `${DAEMONS[kind]} (${name}) does not answer: ${says}.`))

// The agent speaks, so the machine is up: what should listen does not (reliability-security.md, I-9).
function deaf(evidence: Evidence): Sign[] {
  const inside = insideOf(evidence)
  if (!inside?.listening || evidence.page!.status !== null) return []
  const port = Number(new URL(evidence.site.url).port || (evidence.site.url.startsWith('https:') ? 443 : 80))
  if (inside.listening.includes(port)) return []
  return [seenInside('proof', `nothing listens on port ${port}.`)]
}
