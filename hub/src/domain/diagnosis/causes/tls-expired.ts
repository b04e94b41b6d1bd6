import { issuerName, subjectName } from '../certificate-names.ts'
import { day } from '../compare.ts'
import type { Cause } from '../cause.ts'
import { clockIsWrong } from '../clock-is-wrong.ts'
import { openssl } from '../openssl.ts'

/** Any certificate of the chain may be the expired one; the sentence says which (causes.md 1.5). */
export const tlsExpired: Cause = {
  id: 'tls.expired',
  layer: 'tls',

  weigh({ tls, at }) {
    if (!tls || clockIsWrong(tls)) return []
    const index = tls.chain.findIndex((certificate) => certificate.validTo <= at)
    const reported = tls.code === 'CERT_HAS_EXPIRED'
    const old = tls.chain[index]
    if (!old) return reported ? [{ strength: 'proof', because: 'The server’s certificate has expired.' }] : []
    const whose =
      index === 0
        ? `The certificate for ${old.names[0] ?? subjectName(old.subject)}`
        : `The intermediate certificate ${subjectName(old.subject)}`
    const because = `${whose} expired on ${day(old.validTo)}; ${issuerName(old.issuer)} issued it.`
    const facts = { 'expired-on': day(old.validTo), issuer: issuerName(old.issuer), certificate: index === 0 ? 'leaf' : 'intermediate' }
    return [{ strength: reported ? 'proof' : 'strong', because, facts }]
  },

  check: openssl('-noout -dates -issuer'),
}
