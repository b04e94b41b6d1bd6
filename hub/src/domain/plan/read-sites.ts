import { z } from 'zod'
import { judgePart, nearest } from '../document.ts'
import { hours, minutes, seconds } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { Draft } from './draft.ts'
import { AvailabilityPart, ownGoal } from './read-availability.ts'
import type { Client, Monitor, Provider, Site } from './plan.ts'
import { readStandby, StandbyPart } from './read-standby.ts'
import { interval, localDate, shortText, statisticsWords, webAddress } from './words.ts'

const SITE_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/
const LOOKS_LIKE_A_PATTERN = /^\/.+\/[a-z]*$|\)[+*]|\.[+*]|\\[bdsw]/
const DEFAULT_KINDS = ['http', 'tls', 'dns']
const SLOW_CHANGE = minutes(5) // certificates and records change rarely, and their servers are other people's

const USUALLY: Readonly<Record<string, Span>> = { heartbeat: minutes(1), blocklist: hours(1), domain: hours(12) }

const SitePart = z.strictObject({
  client: z.string().optional(),
  url: webAddress,
  interval: interval.default(seconds(60)),
  expect: z
    .strictObject({
      status: z
        .int('is not an HTTP status; write 200')
        .min(100, 'is not an HTTP status; write 200')
        .max(599, 'is not an HTTP status; write 200')
        .optional(),
      contains: shortText()
        .refine(
          (text) => !LOOKS_LIKE_A_PATTERN.test(text),
          'is a pattern, and patterns are not supported; write words that stand on the page',
        )
        .optional(),
    })
    .prefault({}),
  registrar: z.string().optional(),
  dns: z.string().optional(),
  hosting: z.string().optional(),
  cdn: z.string().optional(),
  host: z.string().optional(),
  plan: z.string().optional(),
  stack: shortText(60).optional(),
  standby: StandbyPart.optional(),
  tags: z.array(shortText(40)).max(20, 'are more than 20; keep those you look for').default([]),
  availability: AvailabilityPart.optional(),
  'domain-ends': localDate.optional(),
  'hosting-due': localDate.optional(),
  uses: statisticsWords.optional(),
  checks: z.record(z.string(), z.unknown()).default({}),
})

/** What a check's options must look like, by the check's kind. */
export type CheckSchemas = Readonly<Record<string, z.ZodType>>
/** Why an address may not be looked at, with what to write instead; null when it may. */
export type RefuseTarget = (url: string) => { readonly wrong: string; readonly write: string } | null

type Around = {
  readonly clients: Readonly<Record<string, Client>>
  readonly providers: Readonly<Record<string, Provider>>
  readonly checkSchemas: CheckSchemas
  readonly refuseTarget: RefuseTarget
}

/** The sites that are watched, with their monitors. */
export function readSites(draft: Draft, around: Around): Record<string, Site> {
  if (draft.written(['sites']) === undefined || draft.written(['sites']) === null) {
    draft.complain(['sites'], 'sites is missing: nothing would be watched', 'add "sites: { cornerbakery.example: { url: … } }"')
  }
  const entries = draft.entries(SitePart, 'sites', SITE_NAME)
  refuseTwins(draft, entries)
  const share = startSharing()
  const sites = entries.map(([id, part]): Site => {
    checkReferences(draft, id, part, around)
    const refusal = around.refuseTarget(part.url)
    if (refusal) draft.complain(['sites', id, 'url'], `sites.${id}.url: ${refusal.wrong}`, refusal.write)
    const client = part.client ?? null
    return {
      id,
      client,
      partner: client === null ? 'operator' : (around.clients[client]?.partner ?? 'operator'),
      url: part.url,
      monitors: readMonitors(draft, id, part, around.checkSchemas).map((monitor) => ({ ...monitor, options: share(monitor.options) })),
      expect: share({ status: part.expect.status ?? null, contains: part.expect.contains ?? null }),
      registrar: part.registrar ?? null,
      dns: part.dns ?? null,
      hosting: part.hosting ?? null,
      cdn: part.cdn ?? null,
      host: part.host ?? null,
      plan: part.plan ?? null,
      stack: part.stack ?? null,
      ...(part.standby ? { standby: readStandby(draft, id, part, around.refuseTarget) } : {}),
      ...(part.tags.length > 0 && { tags: part.tags }),
      ...ownGoal(part.availability),
      ...readAhead(part),
    }
  })
  return Object.fromEntries(sites.map((site) => [site.id, site]))
}

/** Keeps what is alike once: thousands of sites say the same. */
function startSharing(): <Value>(value: Value) => Value {
  const kept = new Map<string, unknown>()
  return <Value>(value: Value) => {
    const text = JSON.stringify(value) ?? ''
    if (!kept.has(text)) kept.set(text, value)
    return kept.get(text) as Value
  }
}

type SiteWritten = z.infer<typeof SitePart>

function readAhead({ 'domain-ends': ends, 'hosting-due': due, uses }: SiteWritten): Pick<Site, 'ahead'> {
  if (ends === undefined && due === undefined && uses === undefined) return {}
  const begin = (date: string | undefined) => (date === undefined ? null : (Date.parse(date) as Instant))
  return { ahead: { domainEnds: begin(ends), hostingDue: begin(due), uses: uses ?? {} } }
}

function refuseTwins(draft: Draft, entries: readonly (readonly [string, SiteWritten])[]) {
  const first = new Map<string, string>()
  for (const [id, { url }] of entries) {
    const twin = first.get(url)
    if (twin === undefined) first.set(url, id)
    else draft.complain(['sites', id, 'url'], `sites.${id}.url: sites.${twin} watches this address already`, 'remove one of the two')
  }
}

function checkReferences(draft: Draft, id: string, part: SiteWritten, { providers }: Around) {
  draft.mustName(['sites', id, 'client'], part.client ?? null, 'client', draft.ids('clients'))
  for (const role of ['registrar', 'dns', 'hosting', 'cdn'] as const) {
    draft.mustName(['sites', id, role], part[role] ?? null, 'provider', draft.ids('providers'))
  }
  draft.mustName(['sites', id, 'host'], part.host ?? null, 'host', draft.ids('hosts'))
  const plans = part.hosting === undefined ? [] : (providers[part.hosting]?.plans ?? [])
  if (plans.length > 0)
    draft.mustName(
      ['sites', id, 'plan'],
      part.plan ?? null,
      `plan of ${part.hosting}`,
      plans.map(({ name }) => name),
    )
}

// A page, its certificate and its records are watched unless a check is switched off with `false`.
function readMonitors(draft: Draft, id: string, part: SiteWritten, schemas: CheckSchemas): Monitor[] {
  const isNamed = /[a-z]/i.test(new URL(part.url).hostname.replace(/^\[.*\]$/, ''))
  const usual = DEFAULT_KINDS.filter((kind) => kind === 'http' || (kind === 'tls' ? part.url.startsWith('https:') : isNamed))
  const kinds = [...usual, ...Object.keys(part.checks).filter((kind) => !usual.includes(kind))]
  return kinds.flatMap((kind): Monitor[] => {
    const written = part.checks[kind]
    if (written === false) return []
    const path = ['sites', id, 'checks', kind]
    if (!knows(draft, path, kind, [...new Set([...DEFAULT_KINDS, ...Object.keys(schemas)])])) return []
    if (written !== undefined && written !== true && (typeof written !== 'object' || written === null || Array.isArray(written))) {
      draft.complain(path, `${path.join('.')}: is not a map of options`, 'write "{ interval: 5m }", or false to leave this check out')
      return []
    }
    const { interval: every, ...options } = (written === true ? {} : (written ?? {})) as Record<string, unknown>
    const read = readOptions(draft, path, options, schemas[kind])
    return [{ id: `${id}/${kind}`, kind, interval: readInterval(draft, path, every, kind, part.interval), options: read }]
  })
}

function knows(draft: Draft, path: readonly string[], kind: string, known: readonly string[]): boolean {
  if (known.includes(kind)) return true
  const meant = nearest(kind, known)
  const fix = meant ? `did you mean "${meant}"?` : `known: ${known.join(', ')}`
  draft.complain(path, `${path.slice(0, -1).join('.')}: there is no check "${kind.slice(0, 80)}"`, fix, { key: true })
  return false
}

function readOptions(draft: Draft, path: readonly string[], options: unknown, schema: z.ZodType | undefined): unknown {
  if (!schema) return options
  const { value, complaints } = judgePart(schema, draft.document, path, options)
  draft.complaints.push(...complaints)
  return value
}

function readInterval(draft: Draft, path: readonly string[], written: unknown, kind: string, ofSite: Span): Span {
  if (written === undefined) return kind === 'http' ? ofSite : (Math.max(ofSite, USUALLY[kind] ?? SLOW_CHANGE) as Span)
  const { value, complaints } = judgePart(interval, draft.document, [...path, 'interval'], written)
  draft.complaints.push(...complaints)
  return value ?? ofSite
}
