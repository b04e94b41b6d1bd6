import type { Cause } from '../cause.ts'
import { knowsNoName } from '../knows-no-name.ts'
import type { Sign } from '../weigh-signs.ts'

const TOO_OLD = 'The server offers only TLS versions that browsers no longer accept.'
const NO_COMMON = 'Server and browser find no cipher or certificate in common.'
const NOT_TLS = 'What answers on the secure port does not speak TLS.'

/** Node’s codes for a handshake that fails, measured in causes.md 2.8. Every OpenSSL spells the alerts a little differently. */
const SIGNS: readonly (readonly [code: RegExp, sign: Sign])[] = [
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|NO_PROTOCOLS_AVAILABLE/, { strength: 'proof', because: TOO_OLD }],
  [/HANDSHAKE_FAILURE|DH_KEY_TOO_SMALL|NO_SHARED_CIPHER/, { strength: 'proof', because: NO_COMMON }],
  [/EE_KEY_TOO_SMALL/, { strength: 'proof', because: 'The certificate’s key is too short to be accepted.' }],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/, { strength: 'proof', because: NOT_TLS }],
  [/^EPROTO$/, { strength: 'proof', because: 'The TLS handshake breaks off with a protocol error.' }],
  [/INTERNAL_ERROR/, { strength: 'strong', because: 'The server breaks off the TLS handshake with an internal error.' }],
  [/^(ECONNRESET|connection_reset)$/, { strength: 'medium', because: 'The connection ends during the TLS handshake.' }],
  [/^tls_timeout$/, { strength: 'medium', because: 'The TLS handshake is met with silence.' }],
  [/^(tls_failed$|ERR_SSL_)/, { strength: 'strong', because: 'The TLS handshake fails.' }],
]

/** Server and visitor cannot agree on a secure connection at all, so no certificate is ever seen. */
export const tlsHandshake: Cause = {
  id: 'tls.handshake',
  layer: 'tls',

  weigh({ tls, page }) {
    if (tls && tls.chain.length === 0 && tls.code) {
      const sign = knowsNoName(tls) ? null : SIGNS.find(([code]) => code.test(tls.code!))?.[1]
      return sign ? [{ ...sign, facts: { 'tls-code': tls.code } }] : []
    }
    const closed = page !== null && page.transports.length > 0 && page.transports.every(({ outcome }) => outcome === 'refused')
    if (!closed || page.plain !== 'connected') return []
    return [{ strength: 'medium', because: 'The secure port is closed while the plain one is open.' }]
  },

  check: ({ site }) =>
    `openssl s_client -connect ${site.host}:443 -servername ${site.host} </dev/null; nmap --script ssl-enum-ciphers -p 443 ${site.host}`,
}
