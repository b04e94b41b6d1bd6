import { issuerName, subjectName } from '../certificate-names.ts'
import type { Cause } from '../evidence.ts'
import { weighSigns } from '../weigh-signs.ts'

/** A certificate that vouches for itself: mostly a hosting panel's default (causes.md 2.8). */
export const tlsSelfSigned: Cause = {
  id: 'tls.self_signed',
  layer: 'tls',

  weigh({ tls }) {
    const leaf = tls?.chain[0]
    if (!tls || tls.authorized || tls.chain.length > 1) return null
    if (tls.code !== 'DEPTH_ZERO_SELF_SIGNED_CERT' && !leaf?.selfSigned) return null
    const because = `The certificate${leaf ? ` of ${subjectName(leaf.subject)}` : ''} is signed by itself.`
    return weighSigns('tls', [{ strength: 'proof', because, facts: leaf ? { issuer: issuerName(leaf.issuer) } : {} }])
  },
}
