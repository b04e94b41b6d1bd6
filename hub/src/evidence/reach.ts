import type { Transport } from '../domain/diagnosis/evidence.ts'
import type { Network, NetworkCode } from '../network/network.ts'
import { portOf } from '../network/url.ts'
import type { Reach } from './collector.ts'
import { isAddress } from './zone-of.ts'

const MOST_ADDRESSES = 2 // of each family
const CONNECT_MS = 4000

const OUTCOMES: Partial<Record<NetworkCode, Transport['outcome']>> = {
  connection_refused: 'refused',
  connection_reset: 'reset',
  address_unreachable: 'unreachable',
  address_not_public: 'not-allowed',
}

/** Dials each address the site's name has, four seconds long: on the port of its URL, and on port 80 besides when that is https (causes.md 1.6). */
export async function dialAll(url: URL, network: Network, signal: AbortSignal): Promise<Reach> {
  const addresses = await addressesOf(url.hostname, network, signal)
  const dial = (address: string, port: number) => transport(network, url.hostname, address, port, signal)
  const [transports, plain] = await Promise.all([
    Promise.all(addresses.map((address) => dial(address, portOf(url)))),
    url.protocol === 'https:' && addresses[0] ? dial(addresses[0], 80) : null,
  ])
  return { transports, plain: plain && plain.outcome }
}

async function addressesOf(host: string, network: Network, signal: AbortSignal): Promise<string[]> {
  const bare = host.replace(/^\[|\]$/g, '')
  if (isAddress(bare)) return [bare]
  const found = await Promise.all((['A', 'AAAA'] as const).map((type) => network.lookup(bare, type, { signal })))
  return found.flatMap(({ records }) => records.slice(0, MOST_ADDRESSES))
}

async function transport(network: Network, host: string, address: string, port: number, signal: AbortSignal): Promise<Transport> {
  const family = address.includes(':') ? 6 : 4
  const limit = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_MS)])
  const outcome = await network.connect({ host, port, family, address }, { signal: limit })
  if (!outcome.ok) return { address, family, outcome: OUTCOMES[outcome.code] ?? 'timeout' }
  outcome.socket.destroy()
  return { address, family, outcome: 'connected' }
}
