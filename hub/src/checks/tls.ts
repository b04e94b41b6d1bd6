import { z } from 'zod'
import { days, iso } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import type { Certificate } from '../network/network.ts'
import { portOf, readUrl } from '../network/url.ts'
import { defineCheck } from './check.ts'
import { failureOf } from './failure.ts'

const Options = z.strictObject({
  port: z.int().min(1).max(65_535).nullable().default(null), // null: the one of the site's URL, 443 when that is plain HTTP
  'warn-below': z
    .number()
    .gt(0)
    .lt(1)
    .default(1 / 3), // share of its lifetime that a certificate has left
})
type Options = z.infer<typeof Options>

/**
 * Looks at the certificate as a browser does, and warns by the share of its lifetime that is left: lifetimes are shrinking to 47 days
 * (CA/Browser Forum SC-081v3), and a fixed number of days would soon always ring.
 */
export const tls = defineCheck<Options>({
  kind: 'tls',
  asks: 'Is the certificate valid for this name, and for a while yet?',
  options: Options,

  async look(site, options, { network, now, signal, resolver }) {
    const at = now()
    const read = readUrl(site.url)
    const host = read.ok ? read.url.hostname.replace(/^\[|\]$/g, '') : site.id
    const port = options.port ?? (read.ok && read.url.protocol === 'https:' ? portOf(read.url) : 443)
    const seen = await network.handshake({ host, port, resolver, servername: host }, { signal })
    const { tookMs } = seen
    if (!seen.ok) {
      const diary = [`TLS with ${host} port ${port} at ${seen.address ?? 'no address'}: ${seen.code}: ${seen.message} (${tookMs} ms).`]
      return { state: 'down', ...failureOf(seen), at, tookMs, facts: { tlsCode: seen.tlsCode, address: seen.address }, diary }
    }
    const leaf = seen.chain[0]!
    const facts = factsOf(leaf, seen.chain, at, { protocol: seen.protocol, address: seen.address, tlsCode: seen.code })
    const diary = [
      `${host} at ${seen.address} showed ${leaf.subject} of ${leaf.issuer}, valid to ${iso(leaf.validTo)}: ${seen.code ?? 'trusted'}.`,
    ]
    if (!seen.authorized) return { state: 'down', ...failureOf({ code: 'tls_failed', tlsCode: seen.code }), at, tookMs, facts, diary }
    const isExpiring = leaf.validTo - at < (leaf.validTo - leaf.validFrom) * options['warn-below']
    return { state: isExpiring ? 'warning' : 'up', code: isExpiring ? 'tls.expiring' : null, class: null, at, tookMs, facts, diary }
  },
})

function factsOf(leaf: Certificate, chain: readonly Certificate[], at: Instant, seen: CheckResult['facts']): CheckResult['facts'] {
  const expired = chain.findIndex(({ validTo }) => validTo <= at)
  return {
    ...seen,
    issuer: leaf.issuer,
    validFrom: iso(leaf.validFrom),
    validTo: iso(leaf.validTo),
    daysLeft: Math.floor((leaf.validTo - at) / days(1)),
    names: leaf.names.slice(0, 10).join(' '),
    expired: expired === -1 ? null : expired === 0 ? 'leaf' : 'intermediate',
  }
}
