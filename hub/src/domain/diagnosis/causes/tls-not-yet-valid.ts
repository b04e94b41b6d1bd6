import { issuerName, subjectName } from '../certificate-names.ts'
import { day } from '../compare.ts'
import { clockIsWrong } from '../clock-is-wrong.ts'
import type { Cause } from '../cause.ts'
import { openssl } from '../openssl.ts'

/** A certificate from the future is first a reason to suspect our own clock. */
export const tlsNotYetValid: Cause = {
  id: 'tls.not_yet_valid',
  layer: 'tls',

  weigh({ tls, at }) {
    if (!tls || clockIsWrong(tls)) return []
    const early = tls.chain.find((certificate) => certificate.validFrom > at)
    const reported = tls.code === 'CERT_NOT_YET_VALID'
    if (!early) return reported ? [{ strength: 'proof', because: 'The server’s certificate is not valid yet.' }] : []
    const because = `The certificate for ${early.names[0] ?? subjectName(early.subject)} is valid only from ${day(early.validFrom)}.`
    const facts = { 'valid-from': day(early.validFrom), issuer: issuerName(early.issuer) }
    return [{ strength: reported ? 'proof' : 'strong', because, facts }]
  },

  check: openssl('-noout -dates'),
}
