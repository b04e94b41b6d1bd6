import { issuerName, subjectName } from '../certificate-names.ts'
import type { Cause } from '../cause.ts'
import { openssl } from '../openssl.ts'
import { fact } from '../fact.ts'

/** Its issuer has withdrawn the certificate: the key leaked, or it should never have been issued. */
export const tlsRevoked: Cause = {
  id: 'tls.revoked',
  layer: 'tls',

  weigh({ tls }) {
    if (!tls || (tls.code !== 'CERT_REVOKED' && tls.revoked !== true)) return []
    const leaf = tls.chain[0]
    const issuer = leaf ? issuerName(leaf.issuer) : null
    const because = leaf
      ? `${issuer} has revoked the certificate of ${subjectName(leaf.subject)}.`
      : 'The certificate has been revoked by its issuer.'
    return [{ strength: 'proof', because, facts: fact('issuer', issuer) }]
  },

  check: openssl('-noout -serial -ext crlDistributionPoints'),
}
