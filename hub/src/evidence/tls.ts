import type { TlsEvidence } from '../domain/diagnosis/evidence.ts'
import type { Certificate } from '../network/network.ts'
import { portOf } from '../network/url.ts'
import type { Collector, Subject } from './collector.ts'
import { isSignedBy } from './is-signed-by.ts'
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
      const revocation = await readList(chain, subject)
      const facts = chain.map(({ serial: _serial, revocationLists: _lists, publicKey: _key, ...certificate }) => certificate)
      return { authorized, code, protocol, chain: facts, nameMatches, withoutName, ...revocation, clockSkewMs: null }
    }
    const nothing = { protocol: null, chain: [], nameMatches: null, ...NOTHING_SAID, clockSkewMs: null }
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

type Revocation = Pick<TlsEvidence, 'revoked' | 'listIgnored'>
const NOTHING_SAID: Revocation = { revoked: null, listIgnored: null }

/**
 * Whether the issuer lists the first certificate as revoked (RFC 5280 section 5). A list that is not to be had, too long or out of date says
 * nothing; so does one that the issuer did not sign, since it comes over plain http and anybody may have put it there.
 */
async function readList([leaf, ...signers]: readonly Certificate[], { network, signal, now }: Subject): Promise<Revocation> {
  const list = leaf?.revocationLists[0]
  if (leaf === undefined || list === undefined) return NOTHING_SAID
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIST_MS)])
  const answer = await network.request({ url: list, binary: true, maxBytes: LIST_BYTES }, { signal: limit })
  if (!answer.ok || answer.status !== 200 || !answer.complete) return NOTHING_SAID
  const der = Buffer.from(answer.body, 'latin1')
  const revoked = readRevoked(der, leaf.serial, now())
  if (revoked === null) return NOTHING_SAID
  const key = signers.find(({ subject }) => subject === leaf.issuer)?.publicKey ?? null
  if (key === null)
    return { revoked: null, listIgnored: 'The issuer’s own certificate did not come along, so its signature cannot be checked.' }
  if (!isSignedBy(der, key)) return { revoked: null, listIgnored: 'It is not signed by the issuer of the certificate.' }
  return { revoked, listIgnored: null }
}
