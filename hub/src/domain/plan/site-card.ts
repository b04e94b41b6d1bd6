import { getDomain } from 'tldts'
import type { Evidence } from '../diagnosis/evidence.ts'
import type { Instant } from '../instant.ts'

/** What one look at an address tells of a site before anybody watches it: who keeps its parts, and what to watch. What was not learnt is null, and named in `missing`. */
export type SiteCard = {
  readonly url: string
  readonly site: string // its name in a configuration
  readonly status: number | null // of its page; null: it did not answer
  readonly title: string | null
  readonly registrar: string | null
  readonly expires: Instant | null // of the domain
  readonly nameServers: readonly string[]
  readonly dns: string | null // the domain of who answers for it
  readonly addresses: readonly string[]
  readonly server: string | null // as it names itself
  readonly cms: string | null
  readonly certificate: { readonly issuer: string; readonly validTo: Instant; readonly isTrusted: boolean } | null
  readonly mail: readonly string[] // hosts that take the mail of the domain
  readonly checks: readonly { readonly kind: 'http' | 'tls' | 'dns'; readonly because: string }[]
  readonly expect: { readonly status: number | null; readonly contains: string | null }
  readonly missing: readonly string[]
}

/** Reads the card off the evidence of a single look. */
export function siteCardOf(url: URL, { page, tls, dns, registration, missing }: Evidence): SiteCard {
  const nameServers = dns?.delegation ?? []
  const leaf = tls?.chain[0]
  const last = page?.hops.at(-1)
  const isHttps = url.protocol === 'https:' || (page?.finalUrl?.startsWith('https:') ?? false)
  return {
    url: url.href,
    site: url.hostname,
    status: page?.status ?? null,
    title: page?.title ?? null,
    registrar: registration?.registrar ?? null,
    expires: registration?.registrarExpires ?? registration?.registryExpires ?? null,
    nameServers,
    dns: nameServers[0] === undefined ? null : (getDomain(nameServers[0], { allowPrivateDomains: true }) ?? nameServers[0]),
    addresses: dns ? [...dns.resolver.a, ...dns.resolver.aaaa] : [],
    server: last?.headers['server'] ?? null,
    cms: page?.generator ?? ((page?.plugins.length ?? 0) > 0 ? 'WordPress' : null),
    certificate: leaf ? { issuer: leaf.issuer, validTo: leaf.validTo, isTrusted: tls!.authorized } : null,
    mail: [...new Set((dns?.servers ?? []).flatMap(({ mx }) => mx))].sort(),
    checks: [
      { kind: 'http', because: 'What visitors see: the page answers, in time, with the words that belong on it.' },
      ...(isHttps
        ? [{ kind: 'tls' as const, because: 'A certificate that runs out stops every visitor, and it is known weeks before.' }]
        : []),
      { kind: 'dns', because: 'Records that change or disappear take the site and its mail with them.' },
    ],
    expect: { status: page?.status === 200 ? 200 : null, contains: wordsOf(page) },
    missing: missing.map(({ collector }) => collector),
  }
}

// Words of the title that stand on the page as well: a page without them is another's, or broken.
function wordsOf(page: Evidence['page']): string | null {
  const title = page?.title?.trim() ?? ''
  const parts = title.split(/\s+[|–—·:-]\s+/).filter((part) => /^[\p{L}\p{N} ]{4,60}$/u.test(part))
  return parts.find((part) => page!.text.includes(part.toLowerCase())) ?? null
}
