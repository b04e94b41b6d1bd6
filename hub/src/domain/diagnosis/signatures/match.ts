import type { Baseline, Evidence, PageEvidence } from '../evidence.ts'
import { looksAsBefore } from '../looks-as-before.ts'
import { signatures } from './index.ts'
import type { Guard, Meaning, Place, Signature, Weight } from './signature.ts'

/** A signature and what of the evidence it met, for a person who wants to see it himself. */
export type Match = Signature & { readonly seen: string }

/** What a page has to bring to be read; every variant of a visit does. */
export type Readable = Pick<PageEvidence, 'hops' | 'finalUrl' | 'status' | 'title' | 'text' | 'excerpt' | 'words' | 'bytes' | 'scriptHosts'>

/** What the DNS says of a site. */
export type Names = { readonly nameServers: readonly string[]; readonly cnames: readonly string[]; readonly addresses: readonly string[] }

const SMALL_WORDS = 150
const WHOLE_WORDS = 60
const SMALL_BYTES = 15_000
const LONGEST = 8192
const MOST_READINGS = 100
const MOST_SEEN = 120
const RANK: readonly Weight[] = ['weak', 'medium', 'strong', 'proof']

/**
 * What a page says of the fault: everything known that it matches, walls and providers aside. On a wall it says nothing,
 * since the site itself was not seen. The baseline is the last known good; without it, articles that quote an error are told by their length.
 */
export function signaturesOn(page: Readable | null, baseline: Baseline | null): readonly Match[] {
  if (!page || page.status === null || wallsOn(page).length > 0) return []
  return everythingOn(page, baseline).filter(({ says }) => says !== 'wall' && says !== 'provider')
}

/** The walls that this page is, the surest first; what stops visitors as well (a password prompt) is a weak one and not among them. */
export function wallsOn(page: Readable | null): readonly Match[] {
  if (!page || page.status === null) return []
  return everythingOn(page, null)
    .filter(({ says, weight }) => says === 'wall' && RANK.indexOf(weight) >= RANK.indexOf('strong'))
    .toSorted((a, b) => RANK.indexOf(b.weight) - RANK.indexOf(a.weight))
}

/** What name servers, aliases and addresses give away: expired, held, parked, or whose they are. */
export function signaturesInNames({ nameServers, cnames, addresses }: Names): readonly Match[] {
  return found({ ns: nameServers, cname: cnames, ip: addresses }, null, null)
}

/** Whose platforms, edges and name servers a site uses, by headers, names and addresses. */
export function providersOf({ page, dns }: Pick<Evidence, 'page' | 'dns'>): readonly Match[] {
  const names = {
    nameServers: dns?.delegation ?? [],
    cnames: [dns?.resolver.cname, ...(dns?.servers ?? []).map(({ cname }) => cname)].filter((name) => typeof name === 'string'),
    addresses: [...(dns?.resolver.a ?? []), ...(dns?.resolver.aaaa ?? [])],
  }
  return [...(page && page.status !== null ? found(readingsOf(page, null), page, null, PROVIDERS) : []), ...providersInNames(names)]
}

/** Whose name servers, edges and platforms names and addresses lead to. */
export const providersInNames = ({ nameServers, cnames, addresses }: Names): readonly Match[] =>
  found({ ns: nameServers, cname: cnames, ip: addresses }, null, null, PROVIDERS)

const PROVIDERS = signatures.filter(({ says }) => says === 'provider') // few among all, and asked of every site of a fleet

/** Whether the match is a page that stands in the site’s place, rather than something about it. */
export const isInPlace = ({ says, weight }: Match): boolean => weight !== 'weak' && IN_PLACE.has(says)
const IN_PLACE: ReadonlySet<Meaning> = new Set([
  'suspended',
  'unpaid',
  'unmapped',
  'expired',
  'held',
  'parked',
  'default',
  'failing',
  'maintenance',
  'overloaded',
])

type Readings = Partial<Record<Place, readonly string[]>>

/** Everything known that a page matches: faults, walls down to a password prompt, and whose platform it is. */
export const everythingOn = (page: Readable, baseline: Baseline | null): readonly Match[] =>
  found(readingsOf(page, baseline), page, baseline)

function found(readings: Readings, page: Readable | null, baseline: Baseline | null, among = signatures): Match[] {
  const holds = guardsOf(page, baseline)
  const bounded: Readings = Object.fromEntries(
    Object.entries(readings).map(([place, lines]) => [place, (lines ?? []).slice(0, MOST_READINGS).map(plain)]),
  )
  return among.flatMap((signature) => {
    if (signature.status && !signature.status.includes(page?.status ?? 0)) return []
    if (signature.marks.length === 0 && page === null) return []
    const seen = signature.marks.map(({ where, pattern }) => firstSeen(pattern, bounded[where] ?? []))
    if (seen.includes(null) || !signature.guards.every((guard) => holds[guard]())) return []
    return [{ ...signature, seen: seen[0] ?? `status ${page?.status}` }]
  })
}

function firstSeen(pattern: RegExp, lines: readonly string[]): string | null {
  for (const line of lines) {
    const match = pattern.exec(line)
    if (match) return match[0].slice(0, MOST_SEEN) || line.slice(0, MOST_SEEN)
  }
  return null
}

function readingsOf(page: Readable, baseline: Baseline | null): Readings {
  const headers = page.hops
    .flatMap((hop) => Object.entries(hop.headers))
    .map(([name, value]) => [`header:${name.toLowerCase()}`, value] as const)
  const byName = Object.groupBy(headers, ([name]) => name)
  return {
    ...Object.fromEntries(Object.entries(byName).map(([name, all]) => [name, (all ?? []).map(([, value]) => value)])),
    title: [page.title ?? ''],
    text: [page.text],
    excerpt: [page.excerpt],
    url: [...page.hops.flatMap(({ url, location }) => (location === null ? [url] : [url, location])), page.finalUrl ?? ''],
    script: page.scriptHosts.filter((host) => !baseline?.page?.scripts?.includes(host)),
  }
}

function guardsOf(page: Readable | null, baseline: Baseline | null): Record<Guard, () => boolean> {
  const known = baseline?.page?.title
  const isOtherTitle = () => typeof known === 'string' && plain(known) !== plain(page?.title ?? '')
  return {
    'small-page': () => page !== null && (page.words < SMALL_WORDS || (page.bytes < SMALL_BYTES && isOtherTitle())),
    'whole-page': () => page !== null && page.words < WHOLE_WORDS,
    'not-as-before': () => page !== null && !looksAsBefore(page, baseline),
    'not-2xx': () => page !== null && page.status !== null && (page.status < 200 || page.status >= 300),
  }
}

const QUOTES: readonly [RegExp, string][] = [
  [/[‘’‛′]|&#0?39;|&#x27;|&(apos|rsquo|lsquo);/g, "'"],
  [/[“”„]|&#34;|&(quot|ldquo|rdquo);/g, '"'],
  [/…|&hellip;/g, '...'],
  [/&(nbsp|#160|#32);|\s+/g, ' '],
  [/&#35;/g, '#'],
  [/&amp;/g, '&'],
]

/** Lower-cased, of one line, with plain quotes. `&lt;` stays: markup that a page quotes is not markup that it has. */
function plain(text: string): string {
  const lower = text.slice(0, LONGEST).toLowerCase()
  return QUOTES.reduce((said, [pattern, character]) => said.replace(pattern, character), lower).trim()
}
