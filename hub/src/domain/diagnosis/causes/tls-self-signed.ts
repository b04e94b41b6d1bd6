import { issuerName, subjectName } from '../certificate-names.ts'
import type { Cause } from '../cause.ts'
import { openssl } from '../openssl.ts'
import { fact } from '../fact.ts'

/** A certificate that vouches for itself: mostly a hosting panel's default (causes.md 2.8). */
export const tlsSelfSigned: Cause = {
  id: 'tls.self_signed',
  layer: 'tls',

  weigh({ tls }) {
    const leaf = tls?.chain[0]
    if (!tls || tls.authorized || tls.chain.length > 1) return []
    if (tls.code !== 'DEPTH_ZERO_SELF_SIGNED_CERT' && !leaf?.selfSigned) return []
    const because = `The certificate${leaf ? ` of ${subjectName(leaf.subject)}` : ''} is signed by itself.`
    return [{ strength: 'proof', because, facts: fact('issuer', leaf && issuerName(leaf.issuer)) }]
  },

  check: openssl('-noout -subject -issuer'),
}
