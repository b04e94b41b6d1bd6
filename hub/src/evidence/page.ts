import type { Hop, PageEvidence, Transport } from '../domain/diagnosis/evidence.ts'
import type { HttpAnswer, Network, NetworkCode } from '../network/network.ts'
import type { Collector } from './collector.ts'
import { readHtml } from './read-html.ts'
import { isAddress } from './zone-of.ts'

const MOST_HOPS = 10
const MOST_ADDRESSES = 2 // of each family
const MOST_BYTES = 512 * 1024
const MOST_EXCERPT = 4096
const MOST_HEADERS = 40
const MOST_HEADER = 300
const CONNECT_MS = 4000

/** A browser's words: the honest ones of our checks may be turned away where visitors are not, and we want to see what visitors see. */
const AS_BROWSER = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'accept-language': 'en;q=0.9,*;q=0.5',
}

/** What a visitor gets: the transport by address family, then the page hop by hop, whatever its certificate (causes.md 1.2). */
export const page: Collector<'page'> = {
  key: 'page',
  async collect({ url, network, signal }) {
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
    const addresses = await addressesOf(url.hostname, network, signal)
    const dial = (address: string, at: number) => transport(network, url.hostname, address, at, signal)
    const [transports, plain, visit] = await Promise.all([
      Promise.all(addresses.map((address) => dial(address, port))),
      url.protocol === 'https:' && addresses[0] ? dial(addresses[0], 80) : null,
      visitPage(url, network, signal),
    ])
    return { transports, plain: plain && plain.outcome, ...visit }
  },
}

async function addressesOf(host: string, network: Network, signal: AbortSignal): Promise<string[]> {
  const bare = host.replace(/^\[|\]$/g, '')
  if (isAddress(bare)) return [bare]
  const found = await Promise.all((['A', 'AAAA'] as const).map((type) => network.lookup(bare, type, { signal })))
  return found.flatMap(({ records }) => records.slice(0, MOST_ADDRESSES))
}

const OUTCOMES: Partial<Record<NetworkCode, Transport['outcome']>> = {
  connection_refused: 'refused',
  connection_reset: 'reset',
  address_unreachable: 'unreachable',
  address_not_public: 'not-allowed',
}

async function transport(network: Network, host: string, address: string, port: number, signal: AbortSignal): Promise<Transport> {
  const family = address.includes(':') ? 6 : 4
  const limit = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_MS)])
  const outcome = await network.connect({ host, port, family, address }, { signal: limit })
  if (!outcome.ok) return { address, family, outcome: OUTCOMES[outcome.code] ?? 'timeout' }
  outcome.socket.destroy()
  return { address, family, outcome: 'connected' }
}

type Visit = Omit<PageEvidence, 'transports' | 'plain'>
const NOTHING: Visit = {
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
}

async function visitPage(start: URL, network: Network, signal: AbortSignal): Promise<Visit> {
  const hops: Hop[] = []
  let url = start
  for (;;) {
    const answer = await network.request({ url: url.href, headers: AS_BROWSER, insecure: true, maxBytes: MOST_BYTES }, { signal })
    if (!answer.ok) return { ...NOTHING, hops, finalUrl: url.href, failure: answer.tlsCode ?? answer.code }
    const read = readHtml(answer.body)
    const location = isRedirect(answer) ? (answer.headers['location'] ?? null) : read.refresh
    hops.push({ url: url.href, status: answer.status, location, headers: shortened(answer.headers) })
    const next = location === null ? null : URL.parse(location, url.href)
    if (next === null || next.href === url.href) return arrived(url, hops, answer, read)
    if (hops.length >= MOST_HOPS) return { ...arrived(url, hops, answer, read), failure: 'redirect_loop' }
    url = next
  }
}

const isRedirect = ({ status }: HttpAnswer) => status >= 300 && status < 400 && status !== 304

function arrived(url: URL, hops: readonly Hop[], answer: HttpAnswer, { title, text, words }: ReturnType<typeof readHtml>): Visit {
  const { status, bytes, complete, limit } = answer
  const failure = isRedirect(answer) && answer.headers['location'] ? 'redirect_invalid' : limit
  return { hops, finalUrl: url.href, status, title, text, words, excerpt: answer.body.slice(0, MOST_EXCERPT), bytes, complete, failure }
}

const shortened = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'set-cookie')
      .slice(0, MOST_HEADERS)
      .map(([name, value]) => [name, value.slice(0, MOST_HEADER)]),
  )
