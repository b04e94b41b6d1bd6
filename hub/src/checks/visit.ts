import { elapsed } from '../network/deadline.ts'
import type { Remembering } from '../network/memory.ts'
import type { HttpAnswer, HttpFailure, Network, NetworkCode } from '../network/network.ts'
import { readUrl } from '../network/url.ts'
import { failureOf } from './failure.ts'
import type { Failure } from './failure.ts'

export type Visit = {
  readonly url: string // where it ended
  readonly redirects: number
  readonly answer: HttpAnswer | null
  readonly failure: Failure | null
  readonly tlsCode: string | null // in OpenSSL's words, when TLS failed
  readonly address: string | null
  readonly tookMs: number
  readonly diary: readonly string[]
}
export type Journey = {
  readonly family: 4 | 6
  readonly addresses: readonly string[] // of the first host
  readonly redirects: number // at most
  readonly isExpected: (status: number) => boolean // a redirect that is itself the expected answer is not followed
  readonly signal: AbortSignal
  readonly resolver?: number
  readonly remembering?: Remembering | undefined
}

const SUSPENDED: Failure = { code: 'hosting.suspended_unknown', class: 'deterministic' }
const LOOP: Failure = { code: 'redirect_loop', class: 'protocol' }
const BLOCKED: Failure = { code: 'redirect_blocked', class: 'protocol' }
const SUSPENDED_PATH = '/cgi-sys/suspendedpage.cgi' // where cPanel sends visitors of a suspended account
const MOST_ADDRESSES = 3
const NO_CONNECTION: readonly NetworkCode[] = ['connection_refused', 'connection_timeout', 'address_unreachable']

/** Goes to a URL over one address family and follows its redirects, each hop a fresh connection under the address policy. */
export async function visit(network: Network, start: URL, journey: Journey): Promise<Visit> {
  const started = performance.now()
  const diary: string[] = []
  const seen = new Set<string>()
  const end = (url: URL, answer: HttpAnswer | HttpFailure, failure: Failure | null): Visit => ({
    url: url.href,
    redirects: seen.size - 1,
    answer: answer.ok ? answer : null,
    failure,
    tlsCode: answer.ok ? null : answer.tlsCode,
    address: answer.address,
    tookMs: elapsed(started),
    diary,
  })
  for (let url = start; ;) {
    seen.add(url.href)
    const answer = await hop(network, url, url.hostname === start.hostname ? journey.addresses : [], journey, diary)
    if (!answer.ok) return end(url, answer, seen.size > 1 && isBlocked(answer) ? BLOCKED : failureOf(answer))
    const location = answer.headers['location']
    const isFinal = location === undefined || !isRedirect(answer.status) || journey.isExpected(answer.status)
    if (isFinal) return end(url, answer, leadsToSuspended(url, answer) ? SUSPENDED : null)
    const next = readUrl(location, url)
    diary.push(`Redirected to ${next.ok ? next.url.href.slice(0, 200) : `a place we do not go to: ${next.message}`}.`)
    if (!next.ok) return end(url, answer, BLOCKED)
    if (next.url.pathname === SUSPENDED_PATH) return end(next.url, answer, SUSPENDED)
    if (seen.has(next.url.href) || seen.size > journey.redirects) return end(next.url, answer, LOOP)
    url = next.url
  }
}

const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status)
const isBlocked = (failure: HttpFailure) => failure.code === 'address_not_public' || failure.code === 'url_invalid'

const REFRESH = /<meta\b[^>]{0,100}http-equiv=["']?refresh\b[^>]{0,200}\/cgi-sys\/suspendedpage\.cgi/i
const leadsToSuspended = (url: URL, answer: HttpAnswer) => url.pathname === SUSPENDED_PATH || REFRESH.test(answer.body.slice(0, 4096))

// A host that has no address of this family is asked over the other one: only the first host is judged by family.
async function hop(
  network: Network,
  url: URL,
  addresses: readonly string[],
  journey: Journey,
  diary: string[],
): Promise<HttpAnswer | HttpFailure> {
  const { family, signal, resolver, remembering } = journey
  const order = { url: url.href, resolver }
  if (addresses.length === 0) {
    const answer = await network.request({ ...order, family }, { signal, remembering })
    const isElsewhere = !answer.ok && answer.code === 'name_without_address'
    return tell(url, isElsewhere ? await network.request(order, { signal, remembering }) : answer, diary)
  }
  let first: HttpFailure | null = null
  for (const address of addresses.slice(0, MOST_ADDRESSES)) {
    const answer = tell(url, await network.request({ ...order, address }, { signal, remembering }), diary)
    if (answer.ok || !NO_CONNECTION.includes(answer.code) || signal.aborted) return answer
    first ??= answer
  }
  return first!
}

function tell<Answer extends HttpAnswer | HttpFailure>(url: URL, answer: Answer, diary: string[]): Answer {
  const said = answer.ok
    ? `${answer.status}, ${answer.bytes} bytes${answer.complete ? '' : ', cut short'}`
    : `${answer.code}: ${answer.message}`
  diary.push(`GET ${url.href.slice(0, 200)} at ${answer.address ?? 'no address'}: ${said} (${answer.tookMs} ms).`)
  return answer
}
