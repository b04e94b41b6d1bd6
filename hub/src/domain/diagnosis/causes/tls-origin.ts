import { cdnOf } from '../cdn.ts'
import type { Cause } from '../cause.ts'
import { admitted } from '../admitted.ts'

/** The proxy in front has a good certificate and the server behind it has none that the proxy accepts (causes.md 2.6). */
export const tlsOrigin: Cause = {
  id: 'tls.origin',
  layer: 'tls',

  weigh(evidence) {
    const { page } = evidence
    const told = admitted(evidence, 'tls.origin')
    if (told.length > 0) return told
    const cdn = cdnOf(page)
    if (cdn !== 'Cloudflare' || (page?.status !== 525 && page?.status !== 526)) return []
    const because =
      page.status === 525
        ? 'Cloudflare answers 525: it cannot agree with the server behind it on a secure connection.'
        : 'Cloudflare answers 526: the certificate of the server behind it is not valid.'
    return [{ strength: 'proof', because, facts: { proxy: cdn, status: String(page.status) } }]
  },

  check: ({ site, baseline }) =>
    `openssl s_client -connect ${baseline?.dns?.a?.[0] ?? 'ORIGIN'}:443 -servername ${site.host} </dev/null | openssl x509 -noout -dates -subject`,
}
