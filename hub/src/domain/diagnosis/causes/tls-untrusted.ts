import { issuerName } from '../certificate-names.ts'
import type { Cause } from '../cause.ts'
import { fact } from '../fact.ts'

const CODES: Record<string, string> = {
  SELF_SIGNED_CERT_IN_CHAIN: 'ends in a root that browsers do not trust',
  UNABLE_TO_GET_ISSUER_CERT: 'ends in an issuer that browsers do not know',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'ends in an issuer that browsers do not know',
  INVALID_PURPOSE: 'is not meant for web servers',
  CERT_CHAIN_TOO_LONG: 'is longer than allowed',
  PATH_LENGTH_EXCEEDED: 'is longer than its issuers allow',
  INVALID_CA: 'was issued by something that is no certificate authority',
  CERT_UNTRUSTED: 'is not trusted',
  CERT_REJECTED: 'is rejected by its root',
  CERT_SIGNATURE_FAILURE: 'carries a signature that is wrong',
}

/** A whole chain that leads to nobody browsers trust, or one that breaks its own rules (causes.md 2.8). */
export const tlsUntrusted: Cause = {
  id: 'tls.untrusted',
  layer: 'tls',

  weigh({ tls }) {
    const what = tls?.code ? CODES[tls.code] : undefined
    if (!tls || !what) return []
    const last = tls.chain[tls.chain.length - 1]
    const because = `The certificate chain ${what}${last ? ` (${issuerName(last.issuer)})` : ''}.`
    return [{ strength: 'proof', because, facts: fact('issuer', last && issuerName(last.issuer)) }]
  },

  check: ({ site }) => `openssl s_client -connect ${site.host}:443 -servername ${site.host} -showcerts </dev/null`,
}
