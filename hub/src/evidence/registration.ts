import type { RegistrationEvidence } from '../domain/diagnosis/evidence.ts'
import { after, hours, seconds } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { HttpAnswer, Network } from '../network/network.ts'
import { askWhois } from './ask-whois.ts'
import type { Collector, Subject } from './collector.ts'
import { parseJson } from './parse-json.ts'
import { readBootstrap, readRegistration } from './read-rdap.ts'
import type { Services } from './read-rdap.ts'
import { isAddress } from './zone-of.ts'

/** What is kept from one look to the next: the bootstrap for a day, and the last that was said of each domain. */
export type Kept = {
  readonly services: Map<string, { readonly services: Services; readonly at: Instant }>
  readonly registrations: Map<string, RegistrationEvidence>
}

const KEEP = hours(24)
const MOST_KEPT = 5000
const MOST_REDIRECTS = 3
const MOST_BYTES = 1024 * 1024
const RDAP_MS = 5000 // then WHOIS is asked
const REGISTRAR_MS = 3000
const LONGEST_WAIT_S = 86_400

type Said = { readonly registration: RegistrationEvidence | null; readonly retryAt: Instant | null }
const SAID_NOTHING: Said = { registration: null, retryAt: null }

/**
 * Asks the registry over RDAP, found by the IANA bootstrap, and over WHOIS where that gives nothing (causes.md 1.4).
 * When neither answers, what was last known stands for a day, marked by the time it was learnt.
 */
export function registrationFrom(kept: Kept): Collector<'registration'> {
  return {
    key: 'registration',
    async collect(subject) {
      if (isAddress(subject.url.hostname)) return null
      const { registration, retryAt } = await askRdap(subject, kept)
      const found = registration ?? (await askWhois(subject))
      if (found !== null) return remembered(found, kept)
      const last = kept.registrations.get(subject.domain)
      return last && subject.now() - last.learntAt <= KEEP ? { ...last, retryAt } : null
    },
  }
}

/** The one that a process uses. */
export const registration = registrationFrom({ services: new Map(), registrations: new Map() })

function remembered(found: RegistrationEvidence, { registrations }: Kept): RegistrationEvidence {
  registrations.delete(found.domain)
  registrations.set(found.domain, found)
  if (registrations.size > MOST_KEPT) registrations.delete(registrations.keys().next().value!)
  return found
}

async function askRdap(subject: Subject, kept: Kept): Promise<Said> {
  const around = { ...subject, signal: AbortSignal.any([subject.signal, AbortSignal.timeout(RDAP_MS)]) }
  const base = longestMatch(await servicesFor(around, kept), around.domain)
  if (base === null) return SAID_NOTHING
  const answer = await getJson(new URL(`domain/${around.domain}`, base).href, around.network, around.signal)
  if (answer.status === 404) return { registration: unregistered(around.domain, around.now()), retryAt: null }
  if (answer.status === 429) return { registration: null, retryAt: retryAt(answer.retryAfter, around.now()) }
  const read = answer.status === 200 ? readRegistration(answer.json, around.domain, around.now()) : null
  if (read === null) return SAID_NOTHING
  const isWhole = read.registration.registrarExpires !== null || read.registrarLink === null
  return { registration: isWhole ? read.registration : await withRegistrar(read.registration, read.registrarLink!, around), retryAt: null }
}

const unregistered = (domain: string, learntAt: Instant): RegistrationEvidence => ({
  domain,
  source: 'rdap',
  found: false,
  registrar: null,
  status: [],
  registryExpires: null,
  registrarExpires: null,
  nameServers: [],
  changedAt: null,
  learntAt,
  retryAt: null,
})

// RFC 9110 section 10.2.3: seconds, or a date.
function retryAt(text: string | null, now: Instant): Instant | null {
  if (text === null) return null
  const wait = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1000
  return Number.isFinite(wait) && wait >= 0 ? after(now, seconds(Math.min(wait, LONGEST_WAIT_S))) : null
}

// The registrar's own record is a bonus: when it is slow or odd, what the registry said stands.
async function withRegistrar(known: RegistrationEvidence, link: string, subject: Subject): Promise<RegistrationEvidence> {
  const answer = await getJson(link, subject.network, AbortSignal.any([subject.signal, AbortSignal.timeout(REGISTRAR_MS)]))
  const theirs = answer.status === 200 ? readRegistration(answer.json, subject.domain, subject.now()) : null
  if (theirs === null) return known
  const { registrarExpires, registryExpires, registrar } = theirs.registration
  return { ...known, registrarExpires: registrarExpires ?? registryExpires, registrar: known.registrar ?? registrar }
}

async function servicesFor({ rdapBootstrap, network, now, signal }: Subject, kept: Kept): Promise<Services> {
  const known = kept.services.get(rdapBootstrap)
  if (known && now() - known.at < KEEP) return known.services
  const { json } = await getJson(rdapBootstrap, network, signal)
  const services = readBootstrap(json)
  if (services === null) return known?.services ?? new Map()
  kept.services.set(rdapBootstrap, { services, at: now() })
  return services
}

function longestMatch(services: Services, domain: string): URL | null {
  const labels = domain.split('.')
  for (let from = 0; from < labels.length; from++) {
    const base = services.get(labels.slice(from).join('.'))
    if (base) return base
  }
  return null
}

type Answered = { readonly status: number; readonly json: unknown; readonly retryAfter: string | null }

async function getJson(url: string, network: Network, signal: AbortSignal): Promise<Answered> {
  const nothing: Answered = { status: 0, json: null, retryAfter: null }
  let at = url
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const headers = { accept: 'application/rdap+json, application/json' }
    const answer = await network.request({ url: at, headers, maxBytes: MOST_BYTES }, { signal })
    if (!answer.ok) return nothing
    const next = answer.status >= 301 && answer.status <= 308 ? URL.parse(answer.headers['location'] ?? '', at) : null
    if (next === null) return answered(answer)
    at = next.href
  }
  return nothing
}

const answered = ({ complete, status, body, headers }: HttpAnswer): Answered => ({
  status: complete ? status : 0,
  json: parseJson(body),
  retryAfter: headers['retry-after'] ?? null,
})
