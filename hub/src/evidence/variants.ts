import type { PageVariant, VariantsEvidence } from '../domain/diagnosis/evidence.ts'
import type { Collector, Subject } from './collector.ts'
import { visitPage } from './visit-page.ts'
import type { Visit } from './visit-page.ts'

const AT_ONCE = 4 // a site in trouble is asked no harder than a browser would
const VISIT_MS = 7000
const CRAWLER = { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }
const REFERRED = { referer: 'https://www.google.com/' }
const MOBILE = {
  'user-agent': 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
}
const FRESH = { 'cache-control': 'no-cache', pragma: 'no-cache' }
const STYLE = '/wp-includes/css/dist/block-library/style.min.css' // every WordPress has it

/** The page asked for in other ways, each visit with a connection of its own and no cookies, a few at a time (causes.md 1.2, h2 to h9). */
export const variants: Collector<'variants'> = {
  key: 'variants',
  async collect(subject) {
    const { url } = subject
    const take = turnstile(AT_ONCE)
    const look = (to: URL | null, headers?: Readonly<Record<string, string>>, address?: string) =>
      to === null ? null : take(() => visit(subject, to, headers, address))
    const onSite = (path: string) => new URL(path, url)
    const fresh = look(cacheBusted(subject), FRESH)
    const origin = await originOf(subject)
    const twice = (headers: Readonly<Record<string, string>>) => Promise.all([look(url, headers), look(url, headers)])
    const [plain, other, mobile, admin, rest, direct, crawler, referred, asset] = await Promise.all([
      look(plainOf(url)),
      look(otherOf(subject)),
      look(url, MOBILE),
      look(onSite('/wp-admin/')),
      look(onSite('/wp-json/')),
      look(origin === null ? null : url, undefined, origin ?? undefined),
      twice(CRAWLER),
      twice(REFERRED),
      fresh?.then((seen) => look(assetOf(seen, onSite))) ?? null,
    ])
    return inWords({ plain, other, fresh: await fresh, mobile, admin, rest, origin: direct, asset }, { crawler, referred })
  },
}

/** Lets `most` of those who come in at a time. */
function turnstile(most: number) {
  const waiting: (() => void)[] = []
  let inside = 0
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (inside >= most) await new Promise<void>((enter) => waiting.push(enter))
    else inside++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else inside--
    }
  }
}

async function visit(subject: Subject, to: URL, headers?: Readonly<Record<string, string>>, address?: string): Promise<Visit> {
  const { network, signal, silent, url } = subject
  // Silence is known of the addresses and the port that were dialled, and of no others.
  const isKnownSilent = address === undefined && to.host === url.host && to.protocol === url.protocol
  const limits = [signal, AbortSignal.timeout(VISIT_MS), ...(isKnownSilent ? [silent] : [])]
  return visitPage(to, { network, signal: AbortSignal.any(limits), ...(headers && { headers }), ...(address && { address }) })
}

function plainOf(url: URL): URL | null {
  if (url.protocol !== 'https:') return null
  const plain = new URL(url)
  plain.protocol = 'http:'
  plain.port = ''
  return plain
}

function otherOf({ url, domain }: Subject): URL | null {
  const host = url.hostname === domain ? `www.${domain}` : url.hostname === `www.${domain}` ? domain : null
  if (host === null || url.hostname.startsWith('[') || /^[\d.]+$/.test(domain)) return null
  const other = new URL(url)
  other.hostname = host
  return other
}

function cacheBusted({ url, now }: Subject): URL {
  const busted = new URL(url)
  busted.searchParams.set('allclear', String(now()))
  return busted
}

// Asked only where it differs from where visitors are led: else it is the same visit again.
async function originOf({ baseline, reach, url }: Subject): Promise<string | null> {
  const before = baseline?.dns && (baseline.site === null || baseline.site === url.hostname) ? (baseline.dns.a ?? baseline.dns.aaaa) : null
  if (!before || before.length === 0) return null
  const { transports } = await reach
  return transports.some(({ address }) => before.includes(address)) ? null : before[0]!
}

const assetOf = (fresh: Visit, onSite: (path: string) => URL) => URL.parse(fresh.assets[0] ?? '') ?? onSite(STYLE)

type Once = Omit<VariantsEvidence, 'crawler' | 'referred'>
type Visits<Keys extends string> = { readonly [Key in Keys]: Visit | null }

function inWords(
  once: Visits<keyof Once>,
  { crawler, referred }: Record<'crawler' | 'referred', readonly (Visit | null)[]>,
): VariantsEvidence {
  const seen = (visits: readonly (Visit | null)[]) => visits.flatMap((visit) => variantOf(visit) ?? [])
  const each = Object.entries(once).map(([key, visit]) => [key, variantOf(visit)])
  return { ...(Object.fromEntries(each) as Once), crawler: seen(crawler), referred: seen(referred) }
}

function variantOf(visit: Visit | null): PageVariant | null {
  if (visit === null) return null
  const { generator: _generator, plugins: _plugins, assets: _assets, ...variant } = visit
  return variant
}
