import { hostNames, issuerName } from '../certificate-names.ts'
import { compareAddresses, list } from '../compare.ts'
import type { Cause } from '../cause.ts'
import { openssl } from '../openssl.ts'

/** The certificate is for other names. Whether it is the certificate or the address that is wrong, the address tells (causes.md 3.4 rule 5). */
export const tlsNameMismatch: Cause = {
  id: 'tls.name_mismatch',
  layer: 'tls',

  weigh(evidence) {
    const { tls, site, dns } = evidence
    if (!tls || (tls.nameMatches !== false && tls.code !== 'ERR_TLS_CERT_ALTNAME_INVALID')) return []
    const names = hostNames(tls.chain[0]?.names ?? [])
    const because = names.length
      ? `The certificate is for ${list(names.slice(0, 3))}, not for ${site.host}.`
      : `The certificate names no host, so it is not for ${site.host}.`
    const facts = {
      'certificate-names': names.slice(0, 5).join(', '),
      ...(tls.chain[0] ? { issuer: issuerName(tls.chain[0].issuer) } : {}),
    }
    const zone = dns?.zone ?? site.host.replace(/^www\./, '')
    const isOurs = names.some((name) => name === zone || name.endsWith(`.${zone}`))
    const otherFault = tls.code !== null && tls.code !== 'ERR_TLS_CERT_ALTNAME_INVALID'
    const isUnknown = compareAddresses(evidence) === 'unknown' && !otherFault
    return [
      { strength: isOurs && !otherFault ? 'proof' : 'strong', because, facts },
      isUnknown ? { strength: 'medium', because: 'Whether the address is right is not known.' } : null,
    ]
  },

  check: openssl('-noout -subject -ext subjectAltName'),
}
