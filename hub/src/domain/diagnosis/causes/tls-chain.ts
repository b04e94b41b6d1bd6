import { issuerName, subjectName } from '../certificate-names.ts'
import type { Cause } from '../cause.ts'
import { fact } from '../fact.ts'

/** The server forgets to send an intermediate certificate: many desktop browsers fill the gap, phones and programs do not. */
export const tlsChain: Cause = {
  id: 'tls.chain',
  layer: 'tls',

  weigh({ tls }) {
    if (tls?.code !== 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') return []
    const leaf = tls.chain[0]
    const because = leaf
      ? `The server sends the certificate of ${subjectName(leaf.subject)} without that of ${issuerName(leaf.issuer)}, which issued it.`
      : 'The server sends its certificate without the one that issued it.'
    return [{ strength: 'proof', because, facts: fact('issuer', leaf && issuerName(leaf.issuer)) }]
  },

  check: ({ site }) => `openssl s_client -connect ${site.host}:443 -servername ${site.host} -showcerts </dev/null`,
}
