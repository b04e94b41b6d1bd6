import type { Baseline, PageEvidence } from './evidence.ts'
import { providersInNames, providersOf } from './signatures/match.ts'
import type { Names } from './signatures/match.ts'

const EDGES = new Set(['Cloudflare', 'CloudFront', 'Fastly', 'Akamai', 'Imperva', 'Sucuri', 'DDoS-Guard', 'Bunny', 'Azure Front Door'])

const NOTHING: PageEvidence = {
  transports: [],
  plain: null,
  hops: [],
  finalUrl: null,
  status: 0,
  title: null,
  text: '',
  excerpt: '',
  words: 0,
  bytes: 0,
  complete: true,
  failure: null,
  scriptHosts: [],
  links: 0,
  language: null,
  generator: null,
  plugins: [],
}

/** The network that stands in front of a site and answers in its place, by the headers it leaves; null when none shows. */
export function cdnOf(page: Pick<PageEvidence, 'hops'> | null): string | null {
  if (!page) return null
  if (page.hops.at(-1)?.headers['server']?.toLowerCase().startsWith('cloudflare')) return 'Cloudflare'
  return providersOf({ page: { ...NOTHING, hops: page.hops }, dns: null }).find(({ who }) => EDGES.has(who ?? ''))?.who ?? null
}

/** The same of a site as it was last seen well: by the headers that were kept, else by its alias and its addresses. */
export function cdnBefore({ page, dns }: Baseline): string | null {
  const byHeaders = page?.headers ? cdnOf({ hops: [{ url: '', status: 200, location: null, headers: page.headers }] }) : null
  const names = { nameServers: [], cnames: dns?.www ? [dns.www.cname] : [], addresses: [...(dns?.a ?? []), ...(dns?.aaaa ?? [])] }
  return byHeaders ?? cdnByNames(names)
}

/** The same by the names and addresses that lead to the site; null when none is known. */
export const cdnByNames = (names: Names): string | null => providersInNames(names).find(({ who }) => EDGES.has(who ?? ''))?.who ?? null
