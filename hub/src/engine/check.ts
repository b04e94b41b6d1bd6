import type { NeighboursEvidence, PatternEvidence } from '../domain/diagnosis/evidence.ts'
import { createHash } from 'node:crypto'
import { setTimeout as setTimeoutPromise } from 'node:timers/promises'
import { CHECKS } from '../checks/index.ts'
import type { Check } from '../checks/check.ts'
import { between, seconds } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import type { Monitor, Site } from '../domain/plan/plan.ts'
import { triage } from '../domain/triage/triage.ts'
import type { CheckResult, Verdict } from '../domain/triage/verdict.ts'
import { countLooks, withLook } from '../domain/triage/recent-looks.ts'
import type { RecentLooks } from '../domain/triage/recent-looks.ts'
import { hearResult, newWatch, nowFailing } from '../domain/triage/watch.ts'
import type { Watch } from '../domain/triage/watch.ts'
import { keepEvidence } from '../store/evidence.ts'
import { livingIncidentOf } from '../store/incidents.ts'
import { keepAlive } from '../store/locations.ts'
import { addTransition, latestTransitions } from '../store/transitions.ts'
import { startLatencies } from './latencies.ts'
import { pageBlind } from './page-blind.ts'
import { respond, suspect } from './respond.ts'
import type { Room } from './room.ts'
import { verify } from './verify.ts'

const DEADLINE = seconds(20)
const ALIVE_EVERY = seconds(15)
const WHILE_FAILING = seconds(30) // a site that is down is looked at more often, so that its end is seen soon
const AT_ONCE = 64

export type Checking = {
  /** Sites that every monitor has seen well and that have no incident: what may be taken as the last known good. */
  wellSites(): Site[]
  /** How the looks at a site went, and how the sites are that share something with it. */
  readonly surroundings: Surroundings
  /** When the site was last looked at; null before the first look. */
  lastCheckAt(site: string): Instant | null
  /** An incident of the site has changed its phase elsewhere. */
  hearPhase(site: string, incident: Watch['incident']): void
  stop(): Promise<void>
}

/** What diagnosis asks of the checks; null for a site that is not watched. */
export type Surroundings = { patternOf(site: string): PatternEvidence | null; neighboursOf(site: string): NeighboursEvidence | null }

type Watched = {
  recent: RecentLooks
  address: string | null // where it was last reached
  readonly site: Site
  watch: Watch
  lastCheckAt: Instant | null
  failure: { readonly at: Instant; readonly network: string } | null // its first failed look of the present round
  failingSince: Instant | null // without a break, by any of its monitors
}

/** Looks at every monitor of the plan for as long as it runs: transitions, failures with evidence and an hourly roll-up are rows, a healthy look is none. */
export async function startChecking(room: Room): Promise<Checking> {
  const plan = room.plan()
  const { location } = plan.hub
  const sites = new Map<string, Watched>()
  for (const site of Object.values(plan.sites)) sites.set(site.id, await remember(room, site))
  for (const { partner, site, monitor, result } of await latestTransitions(room.store.db, location)) {
    const watched = sites.get(site)
    if (watched?.site.partner === partner)
      watched.watch = { ...watched.watch, states: { ...watched.watch.states, [monitor]: result.state } }
  }

  const latencies = startLatencies(room, location)
  const stopping = new AbortController()
  const timers = new Map<string, NodeJS.Timeout>()
  const looks = new Set<Promise<void>>()
  const around: Around = { room, sites, latencies, signal: stopping.signal, blindSince: null }

  const plant = (watched: Watched, monitor: Monitor, check: Check, wait: number) => {
    if (stopping.signal.aborted) return
    timers.set(
      monitor.id,
      setTimeout(() => {
        if (looks.size >= AT_ONCE) return plant(watched, monitor, check, 50)
        const look = lookAt(around, watched, monitor, check)
          .catch(room.onBug)
          .finally(() => {
            looks.delete(look)
            plant(watched, monitor, check, waitOf(watched, monitor, room.clock.now()))
          })
        looks.add(look)
      }, wait),
    )
  }
  for (const watched of sites.values()) {
    for (const monitor of watched.site.monitors)
      plant(watched, monitor, checkOf(monitor), phaseOf(monitor.id, Math.min(monitor.interval, seconds(60))))
  }

  const startedAt = room.clock.now()
  const alive = () => void keepAlive(room.store.db, location, startedAt, room.clock.now()).catch(room.onBug)
  alive()
  const aliveTimer = setInterval(alive, ALIVE_EVERY)

  return {
    wellSites: () => [...sites.values()].filter(isWell).map(({ site }) => site),
    surroundings: surroundingsOf(sites),
    lastCheckAt: (site) => sites.get(site)?.lastCheckAt ?? null,
    hearPhase(site, incident) {
      const watched = sites.get(site)
      if (watched) watched.watch = { ...watched.watch, incident, failing: incident?.phase === 'open' ? watched.watch.failing : [] }
    },
    async stop() {
      stopping.abort()
      for (const timer of timers.values()) clearTimeout(timer)
      clearInterval(aliveTimer)
      await Promise.allSettled(looks)
      await latencies.flush()
    },
  }
}

type Around = {
  readonly room: Room
  readonly sites: ReadonlyMap<string, Watched>
  readonly latencies: ReturnType<typeof startLatencies>
  readonly signal: AbortSignal
  blindSince: Instant | null
}

const surroundingsOf = (sites: ReadonlyMap<string, Watched>): Surroundings => ({
  patternOf: (site) => (sites.has(site) ? countLooks(sites.get(site)!.recent) : null),
  neighboursOf(site) {
    const own = sites.get(site)
    if (!own) return null
    const share = (key: (watched: Watched) => string | null) => {
      const others = [...sites.values()].filter((other) => other !== own && key(own) !== null && key(other) === key(own))
      return { sites: others.length, failing: others.filter(({ watch }) => watch.down.length > 0).length }
    }
    return {
      sameAddress: share(({ address }) => address),
      sameHosting: share((other) => other.site.hosting),
      sameNameServers: share((other) => other.site.dns),
    }
  },
})

const isWell = ({ watch }: Watched) =>
  watch.incident === null && watch.unseen.length === 0 && Object.values(watch.states).every((state) => state === 'up')

const checkOf = ({ kind }: Monitor): Check => CHECKS.find((check) => check.kind === kind)!

/** Evenly spread over the interval, the same after each restart. */
const phaseOf = (id: string, interval: number): number => (createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32) * interval

function waitOf({ watch }: Watched, monitor: Monitor, now: Instant): number {
  const interval = watch.incident ? Math.min(monitor.interval, WHILE_FAILING) : monitor.interval
  const phase = phaseOf(monitor.id, interval)
  return interval - ((now - phase) % interval)
}

async function remember(room: Room, site: Site): Promise<Watched> {
  const living = await livingIncidentOf(room.store.db, site.partner, site.id)
  const incident = living ? { number: living.number, phase: living.incident.phase } : null
  return {
    site,
    watch: newWatch(
      site.monitors.map(({ id }) => id),
      incident,
    ),
    recent: [],
    address: null,
    lastCheckAt: null,
    failure: null,
    failingSince: null,
  }
}

async function lookAt(around: Around, watched: Watched, monitor: Monitor, check: Check) {
  const { room, signal } = around
  const result = await check.look(watched.site, monitor.options, {
    network: room.outside,
    now: () => room.clock.now(),
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE)]),
  })
  if (signal.aborted) return
  watched.lastCheckAt = result.at
  watched.recent = withLook(watched.recent, result.at, result.state === 'down')
  if (typeof result.facts.address === 'string') watched.address = result.facts.address
  around.latencies.add(watched.site.partner, monitor.id, result)
  room.metrics.checked(monitor.kind, result)
  if (result.state !== 'down') watched.failure = null

  const heard = hearResult(watched.watch, monitor.id, result)
  watched.watch = heard.watch
  watched.failingSince = watched.watch.down.length === 0 ? null : (watched.failingSince ?? result.at)
  if (heard.isChange) await keepTransition(around, watched, monitor, result)
  if (heard.call === 'verify') await judge(around, watched, monitor, result)
  else if (heard.call === 'attach') await attach(around, watched, monitor, result)
  else if (heard.call === 'recovered') await respond(room, watched.site.partner, watched.watch.incident!.number, { type: 'seen-up' })
  else if (heard.call === 'unfounded') await dropSuspicion(around, watched)
}

// A suspected outage is verified before anyone is told (TRI-1); a false alarm is recorded and tells nobody (TRI-2).
async function judge(around: Around, watched: Watched, monitor: Monitor, first: CheckResult) {
  watched.failure = { at: first.at, network: networkOf(first, watched.site) }
  watched.watch = { ...watched.watch, verifying: true }
  try {
    // Once the probe is known not to see, its failures are no incidents: they are verified only to learn whether it sees again.
    const wasBlind = around.blindSince !== null
    if (!wasBlind) await keepSuspicion(around, watched, first.at)
    const verdict = await verdictOn(around, watched, monitor, first)
    if (around.signal.aborted) return
    await noteBlindness(around, verdict, first.at)
    if (wasBlind && around.blindSince !== null) return
    await keepVerdict(around, watched, monitor, first, verdict)
  } finally {
    watched.watch = { ...watched.watch, verifying: false }
  }
}

async function keepSuspicion({ room }: Around, watched: Watched, at: Instant): Promise<number> {
  const number = watched.watch.incident?.number ?? (await suspect(room, watched.site, at))
  watched.watch = { ...watched.watch, incident: watched.watch.incident ?? { number, phase: 'suspected' } }
  return number
}

async function verdictOn(
  { room, sites, signal }: Around,
  { site, failingSince }: Watched,
  monitor: Monitor,
  first: CheckResult,
): Promise<Verdict> {
  const { canaries } = room.plan().network
  const observations = await verify(site, monitor, first, {
    network: room.outside,
    canaries,
    now: () => room.clock.now(),
    signal,
    wait: rest,
  })
  const failingFor = between(failingSince ?? first.at, first.at)
  return triage({ ...observations, failingFor, othersFailing: othersFailing(sites, first.at, monitor.interval) })
}

async function keepVerdict(around: Around, watched: Watched, monitor: Monitor, first: CheckResult, verdict: Verdict) {
  const { room } = around
  const { partner } = watched.site
  const number = await keepSuspicion(around, watched, first.at)
  await room.store.transaction((tx) =>
    keepEvidence(tx, partner, number, first.at, 'check', { monitor: monitor.id, result: first, verdict }),
  )
  if (verdict.verdict !== 'genuine') return respond(room, partner, number, { type: 'dismissed', verdict })
  await respond(room, partner, number, { type: 'confirmed', verdict, since: first.at })
  watched.watch = nowFailing(watched.watch, monitor.id)
  await keepTransition(around, watched, monitor, first)
}

async function attach(around: Around, watched: Watched, monitor: Monitor, result: CheckResult) {
  const { site, watch } = watched
  watched.watch = nowFailing(watch, monitor.id)
  await around.room.store.transaction((tx) =>
    keepEvidence(tx, site.partner, watch.incident!.number, result.at, 'check', { monitor: monitor.id, result }),
  )
  await keepTransition(around, watched, monitor, result)
}

// The hub was restarted before it had judged, and by now the site is well.
async function dropSuspicion({ room }: Around, { site, watch }: Watched) {
  const verdict: Verdict = {
    verdict: 'false-alarm',
    reason: 'false_alarm.transient',
    class: null,
    code: null,
    deterministic: false,
    because: ['The failure was not judged before a restart, and the site is well now.'],
  }
  await respond(room, site.partner, watch.incident!.number, { type: 'dismissed', verdict })
}

// When the probe cannot see there is no incident but one page to the operator (I-4); it is over when something is seen well again.
async function noteBlindness(around: Around, verdict: Verdict, at: Instant) {
  if (verdict.reason !== 'false_alarm.probe') {
    around.blindSince = null
    return
  }
  if (around.blindSince !== null) return
  around.blindSince = at
  await pageBlind(around.room, verdict, at)
}

// Failures that begin within one interval of each other are of one round.
function othersFailing(sites: ReadonlyMap<string, Watched>, at: Instant, interval: Span) {
  const failing = [...sites.values()].filter(({ failure }) => failure !== null && Math.abs(failure.at - at) <= interval)
  return { sites: failing.length, ofSites: sites.size, networks: new Set(failing.map(({ failure }) => failure!.network)).size }
}

// Sites of one /16 are taken as neighbours; without an address the provider tells them apart.
const networkOf = ({ facts }: CheckResult, site: Site) =>
  typeof facts.address === 'string' ? facts.address.split(/[.:]/).slice(0, 2).join('.') : (site.hosting ?? site.id)

const rest = async (span: Span, signal: AbortSignal) => {
  await setTimeoutPromise(span, undefined, { signal }).catch(() => undefined)
}

const keepTransition = ({ room }: Around, { site }: Watched, monitor: Monitor, result: CheckResult) =>
  addTransition(room.store.db, { partner: site.partner, site: site.id, monitor: monitor.id, location: room.plan().hub.location, result })
