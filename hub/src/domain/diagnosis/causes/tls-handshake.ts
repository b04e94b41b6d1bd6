import type { Cause } from '../evidence.ts'
import type { Sign } from '../weigh-signs.ts'
import { weighSigns } from '../weigh-signs.ts'

const TOO_OLD = 'The server offers only TLS versions that browsers no longer accept.'
const NO_COMMON = 'Server and browser find no cipher or certificate in common.'
const NOT_TLS = 'What answers on the secure port does not speak TLS.'

/** Node's codes for a handshake that fails, measured in causes.md 2.8; newer OpenSSL shortens some names. */
const SIGNS: Record<string, Sign> = {
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: { strength: 'proof', because: TOO_OLD },
  ERR_SSL_UNSUPPORTED_PROTOCOL: { strength: 'proof', because: TOO_OLD },
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: { strength: 'proof', because: NO_COMMON },
  ERR_SSL_SSL_ALERT_HANDSHAKE_FAILURE: { strength: 'proof', because: NO_COMMON },
  ERR_SSL_NO_PROTOCOLS_AVAILABLE: { strength: 'proof', because: TOO_OLD },
  ERR_SSL_DH_KEY_TOO_SMALL: { strength: 'proof', because: NO_COMMON },
  ERR_SSL_EE_KEY_TOO_SMALL: { strength: 'proof', because: 'The certificate’s key is too short to be accepted.' },
  ERR_SSL_WRONG_VERSION_NUMBER: { strength: 'proof', because: NOT_TLS },
  ERR_SSL_PACKET_LENGTH_TOO_LONG: { strength: 'proof', because: NOT_TLS },
  ERR_SSL_HTTP_REQUEST: { strength: 'proof', because: NOT_TLS },
  EPROTO: { strength: 'proof', because: 'The TLS handshake breaks off with a protocol error.' },
  ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR: { strength: 'strong', because: 'The server breaks off the TLS handshake with an internal error.' },
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: { strength: 'medium', because: 'The server knows no site of this name on its secure port.' },
  ERR_SSL_TLSV1_ALERT_UNRECOGNIZED_NAME: { strength: 'medium', because: 'The server knows no site of this name on its secure port.' },
  ECONNRESET: { strength: 'medium', because: 'The connection ends during the TLS handshake.' },
  connection_reset: { strength: 'medium', because: 'The connection ends during the TLS handshake.' },
  tls_timeout: { strength: 'medium', because: 'The TLS handshake is met with silence.' },
  tls_failed: { strength: 'strong', because: 'The TLS handshake fails.' },
}

/** Server and visitor cannot agree on a secure connection at all, so no certificate is ever seen. */
export const tlsHandshake: Cause = {
  id: 'tls.handshake',
  layer: 'tls',

  weigh({ tls, page }) {
    if (tls && tls.chain.length === 0 && tls.code) {
      const sign = SIGNS[tls.code] ?? (tls.code.startsWith('ERR_SSL_') ? SIGNS['tls_failed']! : null)
      return weighSigns('tls', [sign && { ...sign, facts: { 'tls-code': tls.code } }])
    }
    const closed = page !== null && page.transports.length > 0 && page.transports.every(({ outcome }) => outcome === 'refused')
    if (!closed || page.plain !== 'connected') return null
    return weighSigns('tls', [{ strength: 'medium', because: 'The secure port is closed while the plain one is open.' }])
  },
}
