import type { TlsEvidence } from '../domain/diagnosis/evidence.ts'
import type { Certificate } from '../network/network.ts'
import { portOf } from '../network/url.ts'
import type { Collector, Subject } from './collector.ts'
import { readRevoked } from './read-revoked.ts'

const NAMELESS_MS = 4000
const LIST_MS = 4000
const LIST_BYTES = 4 * 1024 * 1024

/** The certificate chain as the server shows it, trusted or not; for a plain http site there is none. `clockSkewMs` is the caller's to fill in. */
export const tls: Collector<'tls'> = {
  key: 'tls',
  async collect(subject) {
    const { url, network, signal, silent } = subject
    if (url.protocol !== 'https:') return null
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const limit = AbortSignal.any([signal, silent])
    const [seen, withoutName] = await Promise.all([
      network.handshake({ host, port: portOf(url), servername: host }, { signal: limit }),
      askNameless(subject, host),
    ])
    if (seen.ok) {
      const { authorized, code, protocol, chain, nameMatches } = seen
      const revoked = chain[0] ? await isRevoked(chain[0], subject) : null
      const facts = chain.map(({ serial: _serial, revocationLists: _lists, ...certificate }) => certificate)
      return { authorized, code, protocol, chain: facts, nameMatches, withoutName, revoked, clockSkewMs: null }
    }
    const nothing = { protocol: null, chain: [], nameMatches: null, revoked: null, clockSkewMs: null }
    return { authorized: false, code: seen.tlsCode ?? seen.code, withoutName, ...nothing }
  },
}

/** What the server shows to who names no host (RFC 6066): its default, which tells a missing site from a wrong certificate. */
async function askNameless({ url, network, signal, reach }: Subject, host: string): Promise<TlsEvidence['withoutName']> {
  const open = (await reach).transports.find(({ outcome }) => outcome === 'connected')
  if (open === undefined) return null
  const { address, family } = open
  const limit = AbortSignal.any([signal, AbortSignal.timeout(NAMELESS_MS)])
  // An address is no server name, so none is sent.
  const seen = await network.handshake({ host, port: portOf(url), address, family, servername: address }, { signal: limit })
  if (!seen.ok) return { code: seen.tlsCode ?? seen.code, subject: null, names: [] }
  const leaf = seen.chain[0]
  return { code: null, subject: leaf?.subject ?? null, names: leaf?.names ?? [] }
}

/** Whether its issuer lists it as revoked (RFC 5280 section 5); null when the list is not to be had, too long, or out of date. */
async function isRevoked({ revocationLists, serial }: Certificate, { network, signal, now }: Subject): Promise<boolean | null> {
  const list = revocationLists[0]
  if (list === undefined) return null
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIST_MS)])
  const answer = await network.request({ url: list, binary: true, maxBytes: LIST_BYTES }, { signal: limit })
  return answer.ok && answer.status === 200 && answer.complete ? readRevoked(Buffer.from(answer.body, 'latin1'), serial, now()) : null
}
