import type { RegistrationEvidence } from '../domain/diagnosis/evidence.ts'
import type { Network } from '../network/network.ts'
import { hours } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Collector, Subject } from './collector.ts'
import { readBootstrap, readRegistration } from './read-rdap.ts'
import type { Services } from './read-rdap.ts'
import { isAddress } from './zone-of.ts'

type Kept = { readonly services: Services; readonly at: Instant }

const KEEP = hours(24)
const MOST_REDIRECTS = 3
const MOST_BYTES = 1024 * 1024
const REGISTRAR_MS = 3000

/** Asks the registry over RDAP, found by the IANA bootstrap, which is read once a day and kept in `kept` (causes.md 1.4). */
export function registrationFrom(kept: Map<string, Kept>): Collector<'registration'> {
  return {
    key: 'registration',
    async collect(subject) {
      if (isAddress(subject.url.hostname)) return null
      const base = longestMatch(await servicesFor(subject, kept), subject.domain)
      if (base === null) return null
      const answer = await getJson(new URL(`domain/${subject.domain}`, base).href, subject.network, subject.signal)
      if (answer.status === 404) return unregistered(subject.domain)
      const read = answer.status === 200 ? readRegistration(answer.json, subject.domain) : null
      if (read === null) return null
      return read.registration.registrarExpires === null && read.registrarLink
        ? withRegistrar(read.registration, read.registrarLink, subject)
        : read.registration
    },
  }
}

/** The one that a process uses. */
export const registration = registrationFrom(new Map())

const unregistered = (domain: string): RegistrationEvidence => ({
  domain,
  source: 'rdap',
  found: false,
  registrar: null,
  status: [],
  registryExpires: null,
  registrarExpires: null,
  nameServers: [],
})

// The registrar's own record is a bonus: when it is slow or odd, what the registry said stands.
async function withRegistrar(known: RegistrationEvidence, link: string, subject: Subject): Promise<RegistrationEvidence> {
  const answer = await getJson(link, subject.network, AbortSignal.any([subject.signal, AbortSignal.timeout(REGISTRAR_MS)]))
  const theirs = answer.status === 200 ? readRegistration(answer.json, subject.domain) : null
  if (theirs === null) return known
  const { registrarExpires, registryExpires, registrar } = theirs.registration
  return { ...known, registrarExpires: registrarExpires ?? registryExpires, registrar: known.registrar ?? registrar }
}

async function servicesFor({ rdapBootstrap, network, now, signal }: Subject, kept: Map<string, Kept>): Promise<Services> {
  const known = kept.get(rdapBootstrap)
  if (known && now() - known.at < KEEP) return known.services
  const { json } = await getJson(rdapBootstrap, network, signal)
  const services = readBootstrap(json)
  if (services === null) return known?.services ?? new Map()
  kept.set(rdapBootstrap, { services, at: now() })
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

async function getJson(url: string, network: Network, signal: AbortSignal): Promise<{ status: number; json: unknown }> {
  let at = url
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const headers = { accept: 'application/rdap+json, application/json' }
    const answer = await network.request({ url: at, headers, maxBytes: MOST_BYTES }, { signal })
    if (!answer.ok) return { status: 0, json: null }
    const next = answer.status >= 301 && answer.status <= 308 ? URL.parse(answer.headers['location'] ?? '', at) : null
    if (next === null) return { status: answer.complete ? answer.status : 0, json: parse(answer.body) }
    at = next.href
  }
  return { status: 0, json: null }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
