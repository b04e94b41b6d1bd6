import type { Collector } from './collector.ts'

/** The certificate chain as the server shows it, trusted or not; for a plain http site there is none. `clockSkewMs` is the caller's to fill in. */
export const tls: Collector<'tls'> = {
  key: 'tls',
  async collect({ url, network, signal }) {
    if (url.protocol !== 'https:') return null
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const seen = await network.handshake({ host, port: Number(url.port) || 443, servername: host }, { signal })
    if (seen.ok) {
      const { authorized, code, protocol, chain, nameMatches } = seen
      return { authorized, code, protocol, chain, nameMatches, clockSkewMs: null }
    }
    return { authorized: false, code: seen.tlsCode ?? seen.code, protocol: null, chain: [], nameMatches: null, clockSkewMs: null }
  },
}
