import type { Baseline, Evidence, HostEvidence, NeighboursEvidence, PatternEvidence } from '../../domain/diagnosis/evidence.ts'
import { seconds } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import type { NetworkPlan, Plan, Secrets, Site } from '../../domain/plan/plan.ts'
import { standsOn } from '../../domain/plan/stands-on.ts'
import type { Collector, EvidenceKey, StatusFeed, Subject } from '../../evidence/collector.ts'
import { collectors } from '../../evidence/index.ts'
import { subjectOf } from '../../evidence/subject-of.ts'
import { isAddress } from '../../evidence/zone-of.ts'
import type { Network } from '../../network/network.ts'

export type Collecting = {
  readonly site: Pick<Site, 'registrar' | 'hosting'> & Partial<Pick<Site, 'dns' | 'cdn'>>
  readonly url: string
  readonly plan: Pick<NetworkPlan, 'rdapBootstrap' | 'whois' | 'webRisk' | 'wordpressChecksums'>
  readonly secrets?: Secrets // what opens the services that are asked
  readonly providers?: Plan['providers'] // whose status feeds are read, where the site stands on them
  readonly baseline: Baseline | null
  readonly network: Network
  readonly now: () => Instant
  readonly signal?: AbortSignal
  readonly deadline?: Span // 10 s
  readonly without?: readonly EvidenceKey[] // what this look can do without
  readonly pattern?: PatternEvidence | null // what the hub's checks of the last half hour saw
  readonly neighbours?: NeighboursEvidence | null // how its other sites are
  readonly host?: HostEvidence | null // what the agent on its server says
  readonly clockSkewMs?: number | null // our clock against the canaries', where somebody looked
  readonly onSilence?: () => void // not one address of the site answers
  readonly onArrival?: (arrival: Arrival) => void // a source came home, or was given up
  readonly onPart?: (soFar: Evidence, waiting: readonly EvidenceKey[]) => void // the same, with all that is known by then
}

/** A source that is no longer waited for. One that was not asked, since it has nothing to say of such a site, is none. */
export type Arrival = { readonly key: EvidenceKey; readonly tookMs: number; readonly isHome: boolean }

const DEADLINE = seconds(10)
const LAST_WORD_MS = 300 // between asking a collector to stop and doing without it

/** Asks every source at once and waits no longer than the deadline (DIA-1); what is late or has nothing to say is named in `missing`. */
export async function collectEvidence(around: Collecting): Promise<Evidence> {
  const at = around.now()
  const deadline = around.deadline ?? DEADLINE
  const subject = subjectWithin(deadline, around)
  const asked = collectors.filter(({ key }) => !around.without?.includes(key))
  const found: Found[] = []
  await Promise.all(
    asked.map(async (collector) => {
      const one = await collectInTime(collector, subject, deadline)
      found.push(one)
      if (isAsked(one.key, subject)) around.onArrival?.({ key: one.key, tookMs: one.tookMs, isHome: one.value !== null })
      const waiting = asked.filter(({ key }) => isAsked(key, subject) && !found.some((home) => home.key === key))
      around.onPart?.(
        evidenceOf(around, subject, { at, found }),
        waiting.map(({ key }) => key),
      )
    }),
  )
  found.sort((a, b) => asked.findIndex(({ key }) => key === a.key) - asked.findIndex(({ key }) => key === b.key))
  return evidenceOf(around, subject, { at, found })
}

function evidenceOf(
  around: Collecting,
  subject: Subject,
  { at, found }: { readonly at: Instant; readonly found: readonly Found[] },
): Evidence {
  const { site, baseline } = around
  const seen = new Map(found.map(({ key, value }) => [key, value]))
  const get = <Key extends EvidenceKey>(key: Key) => (seen.get(key) ?? null) as Evidence[Key]
  const tls = get('tls')
  return {
    at,
    site: { host: hostOf(subject.url), url: subject.url.href, registrar: site.registrar, hosting: site.hosting },
    page: get('page'),
    tls: tls && { ...tls, clockSkewMs: around.clockSkewMs ?? null },
    dns: get('dns'),
    registration: get('registration'),
    variants: get('variants'),
    provider: get('provider'),
    listed: get('listed'),
    panel: get('panel'),
    core: get('core'),
    baseline,
    pattern: around.pattern ?? null,
    neighbours: around.neighbours ?? null,
    host: around.host ?? null,
    tookMs: Object.fromEntries(found.map(({ key, tookMs }) => [key, tookMs])),
    missing: found.flatMap(({ key, value, why }) => (value === null && isAsked(key, subject) ? [{ collector: key, why }] : [])),
  }
}

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')

function subjectWithin(deadline: Span, around: Collecting): Subject {
  const { plan, baseline, network, now } = around
  const give = AbortSignal.timeout(Math.max(1, deadline - LAST_WORD_MS))
  const signal = around.signal ? AbortSignal.any([around.signal, give]) : give
  const { rdapBootstrap, whois, wordpressChecksums } = plan
  const services = { rdapBootstrap, whois, wordpressChecksums, feeds: feedsOf(around), webRisk: webRiskOf(around), panel: panelOf(around) }
  const subject = subjectOf({ url: new URL(around.url), ...services, baseline, network, now, signal })
  subject.silent.addEventListener('abort', () => around.onSilence?.(), { once: true })
  return subject
}

// Those the site is written to stand on; beside them every delivery network of the plan, which is asked only where it is recognised.
function feedsOf({ site, providers = {} }: Collecting): StatusFeed[] {
  const own = standsOn({ dns: null, cdn: null, ...site })
  return Object.values(providers).flatMap(({ id, name, kind, status }): StatusFeed[] => {
    const role = own.get(id)
    if (status === null || (role === undefined && (kind !== 'cdn' || site.cdn))) return []
    return [{ provider: id, kind: role ?? 'cdn', url: status, ...(role === undefined && { onlyIf: [id, name] }) }]
  })
}

function webRiskOf({ plan, secrets }: Collecting): Subject['webRisk'] {
  const key = secrets?.get('network.web-risk.key')
  return plan.webRisk && key ? { ...plan.webRisk, key } : null
}

function panelOf({ site, providers = {}, secrets }: Collecting): Subject['panel'] {
  const panel = site.hosting === null ? null : (providers[site.hosting]?.panel ?? null)
  const token = secrets?.get(`providers.${site.hosting}.panel.token`)
  return panel && token ? { provider: site.hosting!, ...panel, token } : null
}

type Found = { readonly key: EvidenceKey; readonly value: Evidence[EvidenceKey]; readonly why: string; readonly tookMs: number }

async function collectInTime({ key, collect }: Collector, subject: Subject, deadline: Span): Promise<Found> {
  const started = performance.now()
  const { promise: late, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(() => resolve(null), deadline)
  const value = await Promise.race([collect(subject), late])
  clearTimeout(timer)
  const tookMs = Math.round(performance.now() - started)
  return { key, value, tookMs, why: subject.signal.aborted ? 'ran out of time' : 'gave no usable answer' }
}

// An address has no zone and no registration, plain http no certificate, and what is not configured says nothing: none of it is missing.
function isAsked(key: EvidenceKey, { url, feeds, webRisk, panel, wordpressChecksums }: Subject): boolean {
  if (key === 'tls') return url.protocol === 'https:'
  if (key === 'provider') return feeds.some(({ onlyIf }) => !onlyIf)
  if (key === 'listed') return webRisk !== null
  if (key === 'panel') return panel !== null
  if (key === 'core') return wordpressChecksums !== null
  return key === 'page' || key === 'variants' || !isAddress(url.hostname)
}
