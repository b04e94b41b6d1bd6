import type { Hop, PageEvidence } from '../domain/diagnosis/evidence.ts'
import type { HttpAnswer, Network } from '../network/network.ts'
import { readHtml } from './read-html.ts'
import type { ReadPage } from './read-html.ts'
import { readMaking } from './read-making.ts'

const MOST_HOPS = 10
const MOST_BYTES = 512 * 1024
const MOST_EXCERPT = 4096
const MOST_HEADERS = 40
const MOST_HEADER = 300
const LONGEST_URL = 2000

/** A browser's words: the honest ones of our checks may be turned away where visitors are not, and we want to see what visitors see. */
export const AS_BROWSER = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'en;q=0.9,*;q=0.5',
}

export type Visit = Omit<PageEvidence, 'transports' | 'plain'> & { readonly assets: readonly string[] } // of the page's own host
export type Journey = {
  readonly network: Network
  readonly signal: AbortSignal
  readonly headers?: Readonly<Record<string, string>>
  readonly address?: string // where the start's own host is asked, whatever its name resolves to
}

export const NOTHING: Visit = {
  hops: [],
  finalUrl: null,
  status: null,
  title: null,
  text: '',
  excerpt: '',
  words: 0,
  bytes: 0,
  complete: false,
  failure: null,
  scriptHosts: [],
  links: 0,
  language: null,
  generator: null,
  plugins: [],
  assets: [],
}

/** Goes to a page hop by hop, each on a fresh connection and without cookies, whatever the certificate. Never throws. */
export async function visitPage(start: URL, { network, signal, headers, address }: Journey): Promise<Visit> {
  const hops: Hop[] = []
  let url = start
  for (;;) {
    const to = address !== undefined && url.host === start.host ? { address } : {}
    const order = { url: url.href, headers: { ...AS_BROWSER, ...headers }, insecure: true, maxBytes: MOST_BYTES, ...to }
    const answer = await network.request(order, { signal })
    if (!answer.ok) return { ...NOTHING, hops, finalUrl: bounded(url.href), failure: answer.tlsCode ?? answer.code }
    const read = readHtml(answer.body)
    const location = isRedirect(answer) ? (answer.headers['location'] ?? null) : read.refresh
    hops.push({
      url: bounded(url.href),
      status: answer.status,
      location: location && bounded(location),
      headers: shortened(answer.headers),
    })
    const next = location === null ? null : URL.parse(location, url.href)
    if (next === null || next.href === url.href) return arrived(url, hops, answer, read)
    if (hops.length >= MOST_HOPS) return { ...arrived(url, hops, answer, read), failure: 'redirect_loop' }
    url = next
  }
}

const isRedirect = ({ status }: HttpAnswer) => status >= 300 && status < 400 && status !== 304
const bounded = (url: string) => url.slice(0, LONGEST_URL)

function arrived(url: URL, hops: readonly Hop[], answer: HttpAnswer, read: ReadPage): Visit {
  const { title, text, words, language, generator } = read
  const { status, bytes, complete, limit } = answer
  const failure = isRedirect(answer) && answer.headers['location'] ? 'redirect_invalid' : limit
  const excerpt = answer.body.slice(0, MOST_EXCERPT)
  const page = { title, text, words, excerpt, bytes, complete, failure, language, generator }
  return { hops, finalUrl: bounded(url.href), status, ...page, ...readMaking(read, url) }
}

// What a cookie is called tells who set it; what it holds is the visitor’s.
const cookieNames = (value: string) =>
  value
    .split('\n')
    .map((cookie) => cookie.split('=')[0]!.trim())
    .join(' ')

const shortened = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers)
      .slice(0, MOST_HEADERS)
      .map(([name, value]) => [name, (name === 'set-cookie' ? cookieNames(value) : value).slice(0, MOST_HEADER)]),
  )
