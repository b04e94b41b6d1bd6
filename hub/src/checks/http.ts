import { z } from 'zod'
import { seconds } from '../domain/instant.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import { elapsed } from '../network/deadline.ts'
import type { HttpAnswer } from '../network/network.ts'
import { readUrl } from '../network/url.ts'
import { lookUp } from './addresses.ts'
import type { Looked } from './addresses.ts'
import { defineCheck } from './check.ts'
import type { Look, SiteToCheck } from './check.ts'
import type { Failure } from './failure.ts'
import { failureOf } from './failure.ts'
import { spanOption } from './span-option.ts'
import { visit } from './visit.ts'
import type { Visit } from './visit.ts'

const JSON_PATH = z.string().regex(/^[^.]{1,100}(\.[^.]{1,100}){0,9}$/, 'is no path into a JSON answer; write status or checks.0.state')
const JSON_VALUE = z.union([z.string().max(200), z.number(), z.boolean(), z.null()])

const Options = z.strictObject({
  status: z.int().min(100).max(599).nullable().default(null), // null: the site's, else any 2xx
  contains: z.string().min(1).nullable().default(null), // null: the site's
  json: z.record(JSON_PATH, JSON_VALUE).nullable().default(null), // what a JSON answer must hold, by path
  least: z.int().min(0).nullable().default(null), // bytes of the answer
  most: z.int().min(1).nullable().default(null),
  slow: spanOption.nullable().default(null), // null: by what the site is used to, 3 s while nobody knows
  redirects: z.int().min(0).max(5).default(5),
  families: z.enum(['both', 'ipv4', 'ipv6']).default('both'),
})
const SLOW = seconds(3)
type Options = z.infer<typeof Options>

type Judged = { readonly family: 4 | 6; readonly visit: Visit; readonly failure: Failure | null; readonly warning: string | null }

/**
 * Visits the site as a browser would, over IPv4 and over IPv6 where it has both, and judges each by itself: the site is down when
 * every family it has fails; one that fails alone is a warning (MON-2). Slow is a state of its own (MON-3).
 */
export const http = defineCheck<Options>({
  kind: 'http',
  asks: 'Does the site answer as expected, and soon enough?',
  options: Options,

  async look(site, options, around) {
    const at = around.now()
    const started = performance.now()
    const read = readUrl(site.url)
    if (!read.ok) return { ...down(failureOf({ code: 'url_invalid', tlsCode: null }), {}, [read.message]), at, tookMs: 0 }
    const looked = await lookUp(around.network, read.url.hostname, around)
    const lookedMs = elapsed(started)
    const judged = await Promise.all(families(looked, options).map((family) => judge(site, options, read.url, looked, family, around)))
    const well = judged.filter(({ failure }) => failure === null)
    // A family that times out beside one that is well says nothing of how fast the site is.
    const tookMs = well.length > 0 ? lookedMs + Math.max(...well.map(({ visit }) => visit.tookMs)) : elapsed(started)
    const seen =
      judged.length > 0 ? conclude(judged, well, tookMs > (options.slow ?? around.slowAfter ?? SLOW), looked.line) : withoutAddress(looked)
    return { ...seen, at, tookMs }
  },
})

type Seen = Omit<CheckResult, 'at' | 'tookMs'>

const down = (failure: Failure, facts: CheckResult['facts'], diary: readonly string[]): Seen => ({
  state: 'down',
  ...failure,
  facts,
  diary,
})

const withoutAddress = (looked: Looked) =>
  down(looked.failure ?? failureOf({ code: 'name_without_address', tlsCode: null }), {}, [looked.line])

function families(looked: Looked, options: Options): (4 | 6)[] {
  const wanted: (4 | 6)[] = options.families === 'both' ? [4, 6] : [options.families === 'ipv4' ? 4 : 6]
  return wanted.filter((family) => addressesFor(looked, family).length > 0)
}

const addressesFor = (looked: Looked, family: 4 | 6) => (family === 4 ? looked.ipv4 : looked.ipv6)

async function judge(site: SiteToCheck, options: Options, url: URL, looked: Looked, family: 4 | 6, around: Look): Promise<Judged> {
  const status = options.status ?? site.expect.status
  const isExpected = (seen: number) => (status === null ? seen >= 200 && seen < 300 : seen === status)
  const { network, signal, resolver, remembering } = around
  const addresses = addressesFor(looked, family)
  const seen = await visit(network, url, { family, addresses, redirects: options.redirects, isExpected, signal, resolver, remembering })
  if (seen.failure || !seen.answer) return { family, visit: seen, failure: seen.failure, warning: null }
  return { family, visit: seen, ...judgeAnswer(seen.answer, isExpected, options, site.expect.contains) }
}

function judgeAnswer(
  answer: HttpAnswer,
  isExpected: (status: number) => boolean,
  options: Options,
  ofSite: string | null,
): Pick<Judged, 'failure' | 'warning'> {
  const contains = options.contains ?? ofSite
  if (!isExpected(answer.status)) return { failure: { code: 'status_unexpected', class: 'status' }, warning: null }
  const isThere = contains === null || holds(answer.body, contains)
  const size = brokenSize(answer.bytes, options)
  if (size === 'body_too_large') return { failure: { code: size, class: 'content' }, warning: null }
  // Of a page we did not read to its end we cannot say that something is missing.
  if (answer.limit !== null) return { failure: null, warning: isThere && options.json === null ? null : answer.limit }
  if (!answer.complete) return { failure: failureOf({ code: 'body_truncated', tlsCode: null }), warning: null }
  const code = isThere ? (brokenJson(answer.body, options.json) ?? size) : 'content_missing'
  return { failure: code === null ? null : { code, class: 'content' }, warning: null }
}

// What stands at a path of a JSON answer: `checks.0.state`.
function brokenJson(body: string, wanted: Options['json']): 'json_unreadable' | 'json_unexpected' | null {
  if (wanted === null) return null
  const json = parsed(body)
  if (json === undefined) return 'json_unreadable'
  return Object.entries(wanted).every(([path, value]) => at(json, path) === value) ? null : 'json_unexpected'
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const at = (json: unknown, path: string) =>
  path.split('.').reduce<unknown>((value, key) => (isHolder(value) && Object.hasOwn(value, key) ? value[key] : undefined), json)

const isHolder = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function brokenSize(bytes: number, { least, most }: Options): 'body_too_small' | 'body_too_large' | null {
  if (least !== null && bytes < least) return 'body_too_small'
  return most !== null && bytes > most ? 'body_too_large' : null
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ')
const holds = (body: string, words: string) => body.includes(words) || oneLine(body).includes(oneLine(words))

function conclude(judged: readonly Judged[], well: readonly Judged[], isSlow: boolean, line: string): Seen {
  const diary = [line, ...judged.flatMap(({ visit }) => visit.diary)]
  const main = well[0] ?? judged[0]!
  const facts = factsOf(main.visit, judged)
  if (well.length === 0) return down(main.failure!, facts, diary)
  const result = (state: 'up' | 'slow' | 'warning', code: string | null, failure: Failure | null = null): Seen => {
    return { state, code, class: failure?.class ?? null, facts, diary }
  }
  if (isSlow) return result('slow', 'response_slow')
  const failing = judged.find((one) => one.failure !== null && !isOurs(one))
  if (failing) return result('warning', failing.family === 6 ? 'ipv6_failing' : 'ipv4_failing', failing.failure)
  const warned = well.find(({ warning }) => warning !== null)
  return warned ? result('warning', warned.warning) : result('up', null)
}

// A probe without IPv6 sees every IPv6 address as unreachable: that says nothing of the site.
const isOurs = ({ family, failure }: Judged) => family === 6 && failure?.code === 'address_unreachable'

function factsOf(visit: Visit, judged: readonly Judged[]): CheckResult['facts'] {
  const { url, address, redirects, answer, tlsCode } = visit
  const facts: Record<string, string | number | boolean | null> = {
    url,
    address,
    redirects,
    status: answer?.status ?? null,
    bytes: answer?.bytes ?? null,
  }
  if (tlsCode !== null) facts['tlsCode'] = tlsCode
  for (const { family, failure } of judged) facts[`ipv${family}`] = failure?.code ?? 'well'
  return facts
}
