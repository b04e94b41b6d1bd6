import type { Baseline, Evidence } from '../domain/diagnosis/evidence.ts'
import { seconds } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import type { NetworkPlan, Site } from '../domain/plan/plan.ts'
import type { Collector, EvidenceKey, Subject } from '../evidence/collector.ts'
import { collectors } from '../evidence/index.ts'
import { isAddress, zoneOf } from '../evidence/zone-of.ts'
import type { Network } from '../network/network.ts'

export type Collecting = {
  readonly site: Pick<Site, 'registrar' | 'hosting'>
  readonly url: string
  readonly plan: Pick<NetworkPlan, 'rdapBootstrap'>
  readonly baseline: Baseline | null
  readonly network: Network
  readonly now: () => Instant
  readonly signal?: AbortSignal
  readonly deadline?: Span // 10 s
  readonly clockSkewMs?: number | null // our clock against the canaries', where somebody looked
}

const DEADLINE = seconds(10)
const LAST_WORD_MS = 300 // between asking a collector to stop and doing without it

/** Asks every source at once and waits no longer than the deadline (DIA-1); what is late or has nothing to say is named in `missing`. */
export async function collectEvidence(around: Collecting): Promise<Evidence> {
  const { site, baseline, network, now } = around
  const at = now()
  const url = new URL(around.url)
  const deadline = around.deadline ?? DEADLINE
  const give = AbortSignal.timeout(Math.max(1, deadline - LAST_WORD_MS))
  const signal = around.signal ? AbortSignal.any([around.signal, give]) : give
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const subject = { url, domain: zoneOf(host), rdapBootstrap: around.plan.rdapBootstrap, baseline, network, now, signal }
  const found = await Promise.all(collectors.map((collector) => collectInTime(collector, subject, deadline)))
  const seen = new Map(found.map(({ key, value }) => [key, value]))
  const get = <Key extends EvidenceKey>(key: Key) => (seen.get(key) ?? null) as Evidence[Key]
  const tls = get('tls')
  return {
    at,
    site: { host, url: url.href, registrar: site.registrar, hosting: site.hosting },
    page: get('page'),
    tls: tls && { ...tls, clockSkewMs: around.clockSkewMs ?? null },
    dns: get('dns'),
    registration: get('registration'),
    baseline,
    missing: found.flatMap(({ key, value, why }) => (value === null && isAsked(key, url) ? [{ collector: key, why }] : [])),
  }
}

type Found = { readonly key: EvidenceKey; readonly value: Evidence[EvidenceKey]; readonly why: string }

async function collectInTime({ key, collect }: Collector, subject: Subject, deadline: Span): Promise<Found> {
  const { promise: late, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(() => resolve(null), deadline)
  const value = await Promise.race([collect(subject), late])
  clearTimeout(timer)
  return { key, value, why: subject.signal.aborted ? 'ran out of time' : 'gave no usable answer' }
}

// An address has no zone and no registration, and plain http no certificate: nothing is missing there.
const isAsked = (key: EvidenceKey, url: URL) => key === 'page' || (key === 'tls' ? url.protocol === 'https:' : !isAddress(url.hostname))
