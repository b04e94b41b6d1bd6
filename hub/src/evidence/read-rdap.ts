import { z } from 'zod'
import type { RegistrationEvidence } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'
import { many } from './many.ts'
import { collapse } from './read-html.ts'

/** The RDAP base address of each top-level domain. */
export type Services = ReadonlyMap<string, URL>

const MOST_STATUS = 20
const MOST_ITEMS = 500
const MOST_TEXT = 200

/** Reads the IANA bootstrap (RFC 9224): `services: [[labels, bases], …]`; null when it is something else. https goes before http. */
export function readBootstrap(json: unknown): Services | null {
  const read = z.object({ services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])) }).safeParse(json)
  if (!read.success) return null
  const services = new Map<string, URL>()
  for (const [labels, bases] of read.data.services) {
    const urls = bases.flatMap((base) => URL.parse(base.endsWith('/') ? base : `${base}/`) ?? [])
    const base = urls.find(({ protocol }) => protocol === 'https:') ?? urls.find(({ protocol }) => protocol === 'http:')
    if (base) for (const label of labels) services.set(label.toLowerCase(), base)
  }
  return services
}

const each = <Item extends z.ZodType>(item: Item) => many(item, MOST_ITEMS)

/** RFC 9083 as far as we read it; whatever else is odd is passed over piece by piece. */
const Domain = z.object({
  objectClassName: z.literal('domain'),
  ldhName: z.string().optional(),
  status: each(z.string()),
  events: each(z.object({ eventAction: z.string(), eventDate: z.string() })),
  entities: each(z.object({ roles: z.array(z.string()), vcardArray: z.unknown(), handle: z.string().optional().catch(undefined) })),
  nameservers: each(z.object({ ldhName: z.string() })),
  links: each(z.object({ rel: z.string(), href: z.string(), type: z.string().optional() })),
})

/** Reads a domain answer; null when it is none, or speaks of another name. A date that is missing or odd is null, never the past. */
export function readRegistration(
  json: unknown,
  domain: string,
  learntAt: Instant,
): { readonly registration: RegistrationEvidence; readonly registrarLink: string | null } | null {
  const read = Domain.safeParse(json)
  if (!read.success || (read.data.ldhName && bare(read.data.ldhName) !== domain)) return null
  const { status, events, entities, nameservers, links } = read.data
  const when = (action: string) => {
    const dates = events.filter(({ eventAction }) => eventAction.toLowerCase() === action).map(({ eventDate }) => readDate(eventDate))
    return dates.length === 1 ? dates[0]! : null
  }
  const registrar = entities.find(({ roles }) => roles.includes('registrar'))
  const link = links.find(({ rel, type, href }) => rel === 'related' && (type ?? '').includes('rdap') && /^https?:/.test(href))
  return {
    registration: {
      domain,
      source: 'rdap',
      found: true,
      registrar: registrar ? (nameIn(registrar.vcardArray) ?? registrar.handle ?? null) : null,
      status: status.slice(0, MOST_STATUS).map(spelled),
      registryExpires: when('expiration'),
      registrarExpires: when('registrar expiration'),
      changedAt: latest(when('transfer'), when('last changed')),
      learntAt,
      retryAt: null,
      nameServers: nameservers.slice(0, MOST_STATUS).map(({ ldhName }) => bare(ldhName)),
    },
    registrarLink: link?.href ?? null,
  }
}

const latest = (...moments: (Instant | null)[]) => {
  const known = moments.filter((at) => at !== null)
  return known.length > 0 ? (Math.max(...known) as Instant) : null
}

// RFC 3339, and a day that exists: Date.parse would make 2 March of 30 February.
function readDate(text: string): Instant | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.exec(text)
  if (!match) return null
  const at = Date.parse(text)
  const daysOfMonth = new Date(Date.UTC(Number(match[1]), Number(match[2]), 0)).getUTCDate()
  return Number.isNaN(at) || Number(match[3]) > daysOfMonth ? null : (at as Instant)
}

// RFC 8056 spells `clientHold` as `client hold`; some servers send the EPP word.
const spelled = (status: string) => line(status.replace(/([a-z])([A-Z])/g, '$1 $2')).toLowerCase()

// jCard (RFC 7095): ["vcard", [["fn", {}, "text", "NameSilver"], …]]
function nameIn(vcard: unknown): string | null {
  const read = z.tuple([z.literal('vcard'), z.array(z.unknown())]).safeParse(vcard)
  if (!read.success) return null
  for (const property of read.data[1]) {
    if (Array.isArray(property) && property[0] === 'fn' && typeof property[3] === 'string') return line(property[3]) || null
  }
  return null
}

const bare = (name: string) => line(name).toLowerCase().replace(/\.$/, '')
const line = (text: string) => collapse(text).slice(0, MOST_TEXT)
