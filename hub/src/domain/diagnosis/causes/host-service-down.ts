import { compareAddresses, list } from '../compare.ts'
import type { Cause, PageEvidence } from '../evidence.ts'
import { weighSigns } from '../weigh-signs.ts'
import type { Sign } from '../weigh-signs.ts'

/** The machine answers and its web server does not: closed ports, dropped connections, a gateway without anything behind it. */
export const hostServiceDown: Cause = {
  id: 'host.service_down',
  layer: 'transport',

  weigh(evidence) {
    const { page } = evidence
    if (!page) return null
    const signs = [refused(page), dropped(page), gateway(page)]
    const moved = compareAddresses(evidence) === 'moved'
    return weighSigns('host', [
      ...signs.flat(),
      moved ? { strength: 'against', because: 'The address is another than before, which may be why.' } : null,
    ])
  },
}

function refused({ transports, plain }: PageEvidence): Sign[] {
  if (transports.length === 0 || !transports.every(({ outcome }) => outcome === 'refused')) return []
  const addresses = transports.map(({ address }) => address)
  const because = `${list(addresses)} ${addresses.length > 1 ? 'refuse' : 'refuses'} the connection.`
  const facts = { 'address-seen': addresses.join(', ') }
  if (plain === 'refused' || plain === null) return [{ strength: 'proof', because, facts }]
  const other = plain === 'connected' ? 'The plain port is open, so the machine is up.' : 'The plain port does not answer either.'
  return [
    { strength: 'strong', because, facts },
    { strength: 'medium', because: other },
  ]
}

function dropped({ transports, failure }: PageEvidence): Sign[] {
  const resets = transports.length > 0 && transports.every(({ outcome }) => outcome === 'reset')
  const answersNothing = failure === 'connection_reset' && transports.some(({ outcome }) => outcome === 'connected')
  if (!resets && !answersNothing) return []
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
