import type { ProviderEvidence } from '../domain/diagnosis/evidence.ts'
import type { Collector, StatusFeed, Subject } from './collector.ts'
import { edgeOf } from './edge-of.ts'
import { readStatus } from './read-status.ts'
import type { Notice, Part, State, StatusPage } from './status-page.ts'
import { isAddress } from './zone-of.ts'

const MOST_BYTES = 512 * 1024
const MOST_FEEDS = 3
const MOST_NOTICES = 10
const MOST_REDIRECTS = 3
const WORST: readonly State[] = ['major', 'degraded', 'maintenance', 'operational']

// What a provider runs beside the sites of its customers: red there explains nothing (causes.md 1.7).
const BESIDE = /\b(billing|payments?|invoic\w*|dashboard|control ?panel|portal|support|help ?desk|tickets?|chat|phone|e-?mail|mail|smtp|imap|webmail|api|docs?|documentation|registration|registrar|domains?|sign-?up|log-?in|backups?|marketing|blog|builder)\b/i // prettier-ignore
const DELIVERY = /\b(cdn|cache|edge|delivery|network|proxy|waf|firewall)\b/i
const NAME_SERVICE = /\b(dns|name ?servers?|resolvers?|anycast)\b/i

/** What the provider of hosting, of DNS or of the delivery network says of itself, of the parts this site stands on: the worst of them (causes.md 1.7). */
export const provider: Collector<'provider'> = {
  key: 'provider',
  async collect(subject) {
    const { url, network, signal } = subject
    const alias = isAddress(url.hostname) ? null : ((await network.lookup(url.hostname, 'CNAME', { signal })).records[0] ?? null)
    const hints = hintsOf(subject, alias)
    const feeds = await feedsThatCount(subject, alias)
    const said = await Promise.all(
      feeds.map(async (feed) => {
        const page = await readPage(feed.url, subject)
        return page && judge(feed, page, await hints)
      }),
    )
    const known = said.filter((one) => one !== null)
    return WORST.flatMap((state) => known.find((one) => one.state === state) ?? [])[0] ?? null
  },
}

async function feedsThatCount(subject: Subject, alias: string | null): Promise<readonly StatusFeed[]> {
  const { feeds } = subject
  const edge = feeds.some(({ onlyIf }) => onlyIf) ? await edgeOf(subject, alias) : null
  return feeds.filter(({ onlyIf }) => !onlyIf || (edge !== null && onlyIf.map(plain).includes(plain(edge)))).slice(0, MOST_FEEDS)
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** What the status page at that address says, redirects followed; null when there is none that can be read. */
export async function readPage(
  url: string,
  { network, signal, now }: Pick<Subject, 'network' | 'signal' | 'now'>,
): Promise<StatusPage | null> {
  let at = url
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await network.request({ url: at, maxBytes: MOST_BYTES }, { signal })
    if (!answer.ok) return null
    const next = answer.status >= 301 && answer.status <= 308 ? URL.parse(answer.headers['location'] ?? '', at) : null
    if (next === null) return answer.status === 200 && answer.complete ? readStatus(answer.body, now()) : null
    at = next.href
  }
  return null
}

/** Words that name where the site lives: its addresses, the names its host is an alias of, and the labels of those. */
async function hintsOf({ baseline, reach }: Subject, alias: string | null): Promise<readonly string[]> {
  const { transports } = await reach
  return hintsFrom([...transports.map(({ address }) => address), ...(baseline?.dns?.a ?? [])], alias)
}

/** The same from what is known already. */
export function hintsFrom(addresses: readonly string[], alias: string | null): readonly string[] {
  const labels = (alias ?? '').split('.').filter((label) => /\d/.test(label) && label.length >= 3)
  return [...new Set([...addresses, ...(alias === null ? [] : [alias]), ...labels])].map((hint) => hint.toLowerCase())
}

/** What of a status page concerns a site: the state of the parts that matter to it, and the notices of these. */
export function judge(feed: StatusFeed, page: StatusPage, hints: readonly string[]): ProviderEvidence {
  const matters = partsThatMatter(feed, page.parts, hints)
  const names = new Set(matters.map(({ name }) => name))
  // A delivery network works on some of its many places every day, and leads visitors round them.
  const isWork = ({ kind }: Pick<Notice, 'kind'>) => feed.kind === 'cdn' && kind === 'maintenance'
  const isOurs = ({ parts }: Notice) => page.parts.length === 0 || parts.length === 0 || parts.some((name) => names.has(name))
  const notices = page.notices.filter((notice) => isOurs(notice) && !isWork(notice))
  const states = [...matters.map(({ state }) => state), ...notices.filter(speaksOfNow).map(({ state }) => state)]
  const state = page.parts.length === 0 ? page.state : (WORST.find((one) => states.includes(one)) ?? 'operational')
  return {
    provider: feed.provider,
    feed: feed.url,
    shape: page.shape,
    state: feed.kind === 'cdn' && state === 'maintenance' ? 'operational' : state,
    notices: notices.slice(0, MOST_NOTICES).map(({ state: _state, begun: _begun, ...notice }) => notice),
  }
}

// An incident that names parts is told by their states; one that names none is all that is known.
const speaksOfNow = ({ parts, begun, kind }: Notice) => begun && (parts.length === 0 || kind === 'maintenance')

/** Those that name the site's own host or region, where any does; else all that serve sites. */
function partsThatMatter({ kind }: StatusFeed, parts: readonly Part[], hints: readonly string[]): readonly Part[] {
  const serving = parts.filter(({ name }) => (kind === 'dns' ? NAME_SERVICE.test(name) : NAME_SERVICE.test(name) || !BESIDE.test(name)))
  const named = parts.filter(({ name }) => hints.some((hint) => isNamed(name.toLowerCase(), hint)))
  const delivering = kind === 'cdn' ? serving.filter(({ name }) => DELIVERY.test(name)) : []
  return named.length > 0 ? named : delivering.length > 0 ? delivering : serving.length > 0 ? serving : kind === 'dns' ? parts : []
}

function isNamed(name: string, hint: string): boolean {
  const at = name.indexOf(hint)
  return at >= 0 && !/[a-z0-9]/.test(name[at - 1] ?? ' ') && !/[a-z0-9]/.test(name[at + hint.length] ?? ' ')
}
