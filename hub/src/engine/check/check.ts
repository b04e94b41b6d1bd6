import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { CHECKS } from '../../checks/index.ts'
import type { Check } from '../../checks/check.ts'
import { minutes, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Monitor, Site } from '../../domain/plan/plan.ts'
import { withLook } from '../../domain/triage/recent-looks.ts'
import { isOfPage, serviceOf } from '../../domain/triage/beside-the-page.ts'
import { SLOW_LOOKS } from '../../domain/triage/slowness.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { hearResult, newWatch } from '../../domain/triage/watch.ts'
import type { Watch } from '../../domain/triage/watch.ts'
import { livingIncidentOf } from '../../store/incidents.ts'
import { keepAlive } from '../../store/locations.ts'
import { latestTransitions } from '../../store/transitions.ts'
import { besides } from './besides.ts'
import { attach, dropSuspicion, judge, narrow } from './judge.ts'
import { startLatencies } from './latencies.ts'
import { respond } from '../respond/respond.ts'
import type { Room } from '../room.ts'
import { noticeSlow } from './notice-slow.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Surroundings } from './surroundings.ts'
import { keepTransition } from './watched.ts'
import type { Around, Watched } from './watched.ts'

const DEADLINE = seconds(20)
const ALIVE_EVERY = seconds(15)
const WHILE_FAILING = seconds(30) // a site that is down is looked at more often, so that its end is seen soon
const OTHERS_WHILE_FAILING = minutes(10) // registries and lists are other people's
const AT_ONCE = 64
const AT_FIRST_MS = 100 // between the first looks at sites that are added together

export type Checking = {
  /** The plan has changed: what is new in it is watched from now on, and what is gone or changed is not watched as before. */
  follow(): Promise<void>
  /** Sites that every monitor has seen well and that have no incident: what may be taken as the last known good. */
  wellSites(): Site[]
  /** How the looks at a site went, and how the sites are that share something with it. */
  readonly surroundings: Surroundings
  /** When the site was last looked at; null before the first look. */
  lastCheckAt(site: string): Instant | null
  /** Looks at once at those of the sites whose failure was only recorded: their window may have ended. */
  lookAgain(sites: readonly string[]): void
  /** Looks at the site at once, whatever its turn would be; resolves when every monitor has answered. */
  lookNow(site: string): Promise<void>
  /** An incident of the site has changed its phase elsewhere. */
  hearPhase(site: string, incident: Watch['incident']): void
  stop(): Promise<void>
}

/** Looks at every monitor of the plan for as long as it runs: transitions, failures with evidence and an hourly roll-up are rows, a healthy look is none. */
export async function startChecking(room: Room): Promise<Checking> {
  const { location } = room.plan().hub
  const sites = new Map<string, Watched>()
  await rememberAll(room, Object.values(room.plan().sites), sites)

  const latencies = startLatencies(room, location)
  const stopping = new AbortController()
  const timers = new Map<string, NodeJS.Timeout>()
  const looks = new Set<Promise<void>>()
  const around: Around = { room, sites, latencies, signal: stopping.signal, blindSince: null }

  const plant = (watched: Watched, monitor: Monitor, check: Check, wait: number) => {
    if (stopping.signal.aborted || sites.get(watched.site.id) !== watched) return
    timers.set(
      monitor.id,
      setTimeout(() => {
        timers.delete(monitor.id)
        if (looks.size >= AT_ONCE) return plant(watched, monitor, check, 50)
        void begin(watched, monitor, check)
      }, wait),
    )
  }
  const begin = (watched: Watched, monitor: Monitor, check: Check): Promise<void> => {
    const look = lookAt(around, watched, monitor, check)
      .catch(room.onBug)
      .finally(() => {
        looks.delete(look)
        plant(watched, monitor, check, waitOf(watched, monitor, room.clock.now()))
      })
    looks.add(look)
    return look
  }
  const plantAll = (ids: readonly string[], within: number) => {
    for (const watched of ids.flatMap((id) => sites.get(id) ?? [])) {
      for (const monitor of watched.site.monitors)
        plant(watched, monitor, checkOf(monitor), phaseOf(monitor.id, Math.min(monitor.interval, within)))
    }
  }
  plantAll([...sites.keys()], seconds(60))
  const forget = ({ site }: Watched) => {
    sites.delete(site.id)
    for (const { id } of site.monitors) {
      clearTimeout(timers.get(id))
      timers.delete(id)
    }
  }
  let following = Promise.resolve()
  const follow = async () => {
    const planned = room.plan().sites
    const changed = [...sites.values()].filter(({ site }) => !isDeepStrictEqual(planned[site.id], site))
    changed.forEach(forget)
    const fresh = Object.values(planned).filter(({ id }) => !sites.has(id))
    await rememberAll(room, fresh, sites)
    plantAll(
      fresh.map(({ id }) => id),
      Math.min(seconds(60), fresh.length * AT_FIRST_MS),
    )
  }

  const startedAt = room.clock.now()
  const alive = () => void keepAlive(room.store.db, location, startedAt, room.clock.now()).catch(room.onBug)
  alive()
  const aliveTimer = setInterval(alive, ALIVE_EVERY)

  return {
    follow: () => (following = following.then(follow)),
    wellSites: () => [...sites.values()].filter(isWell).map(({ site }) => site),
    surroundings: surroundingsOf(sites),
    lastCheckAt: (site) => sites.get(site)?.lastCheckAt ?? null,
    lookAgain(ids) {
      const recorded = ids.flatMap((id) => sites.get(id) ?? []).filter(({ recordedIn }) => recordedIn !== null)
      for (const watched of recorded) {
        for (const monitor of watched.site.monitors) {
          if (!timers.has(monitor.id)) continue // it is being looked at
          clearTimeout(timers.get(monitor.id))
          plant(watched, monitor, checkOf(monitor), 0)
        }
      }
    },
    async lookNow(id) {
      const watched = sites.get(id)
      const idle = (watched?.site.monitors ?? []).filter((monitor) => timers.has(monitor.id)) // the others are being looked at
      const begun = idle.map((monitor) => {
        clearTimeout(timers.get(monitor.id))
        timers.delete(monitor.id)
        return begin(watched!, monitor, checkOf(monitor))
      })
      await Promise.all(begun)
    },
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

const isWell = ({ watch }: Watched) =>
  watch.incident === null &&
  watch.unseen.length === 0 &&
  Object.entries(watch.states).every(([monitor, state]) => state === 'up' || !isOfPage(monitor))

const checkOf = ({ kind }: Monitor): Check => CHECKS.find((check) => check.kind === kind)!

/** Evenly spread over the interval, the same after each restart. */
const phaseOf = (id: string, interval: number): number => (createHash('sha256').update(id).digest().readUInt32BE(0) / 2 ** 32) * interval

function waitOf({ watch, recordedIn }: Watched, monitor: Monitor, now: Instant): number {
  const soon = isOfPage(monitor.id) || serviceOf(monitor.id) !== null ? WHILE_FAILING : OTHERS_WHILE_FAILING
  const interval = watch.incident || recordedIn !== null ? Math.min(monitor.interval, soon) : monitor.interval
  const phase = phaseOf(monitor.id, interval)
  return interval - ((now - phase) % interval)
}

// What was known of these sites before, as far as it is stored.
async function rememberAll(room: Room, fresh: readonly Site[], sites: Map<string, Watched>) {
  const found = new Map<string, Watched>()
  for (const site of fresh) found.set(site.id, await remember(room, site))
  if (fresh.length > 0) {
    for (const { partner, site, monitor, result } of await latestTransitions(room.store.db, room.plan().hub.location)) {
      const watched = found.get(site)
      if (watched?.site.partner !== partner || !watched.site.monitors.some(({ id }) => id === monitor)) continue
      watched.watch = { ...watched.watch, states: { ...watched.watch.states, [monitor]: result.state } }
    }
  }
  for (const [id, watched] of found) sites.set(id, watched)
}

async function remember(room: Room, site: Site): Promise<Watched> {
  const living = await livingIncidentOf(room.store.db, site.partner, site.id)
  const incident = living
    ? { number: living.number, phase: living.incident.phase, service: living.incident.verdict?.service ?? null }
    : null
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
    slowLooks: 0,
    recordedIn: null,
  }
}

async function lookAt(around: Around, watched: Watched, monitor: Monitor, check: Check) {
  const { room, signal } = around
  const seen = await check.look(watched.site, monitor.options, {
    network: room.outside,
    now: () => room.clock.now(),
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE)]),
    ...(await besides(room, watched.site, monitor)),
    ...(monitor.kind === 'http' ? { slowAfter: await around.latencies.slowAfter(watched.site.partner, monitor.id) } : {}),
  })
  if (signal.aborted || around.sites.get(watched.site.id) !== watched) return // it is not watched any more, or otherwise
  const result = patiently(watched, monitor, seen)
  watched.lastCheckAt = result.at
  watched.recent = withLook(watched.recent, result.at, result.state === 'down')
  if (typeof result.facts.address === 'string') watched.address = result.facts.address
  around.latencies.add(watched.site.partner, monitor.id, result)
  room.metrics.checked(monitor.kind, result)
  if (result.state !== 'down') watched.failure = null

  const heard = hearResult(watched.watch, monitor.id, result)
  watched.watch = heard.watch
  watched.failingSince = watched.watch.down.length === 0 ? null : (watched.failingSince ?? result.at)
  if (watched.failingSince === null) watched.recordedIn = null
  if (heard.isChange) await keepTransition(around, watched, monitor, result)
  if (heard.isChange && result.state === 'slow') await noticeSlow(room, watched.site, result)
  if (heard.call === 'verify') await judge(around, watched, monitor, result)
  else if (heard.call === 'attach') await attach(around, watched, monitor, result)
  else if (heard.call === 'recovered') await respond(room, watched.site.partner, watched.watch.incident!.number, { type: 'seen-up' })
  else if (heard.call === 'narrowed') await narrow(around, watched, result.at)
  else if (heard.call === 'unfounded') await dropSuspicion(around, watched)
}

// A look or two that take long are chance: slow is what stays slow (MON-3).
function patiently(watched: Watched, monitor: Monitor, seen: CheckResult): CheckResult {
  if (monitor.kind !== 'http') return seen
  watched.slowLooks = seen.state === 'slow' ? watched.slowLooks + 1 : 0
  const isKnown = watched.watch.states[monitor.id] === 'slow'
  return seen.state === 'slow' && !isKnown && watched.slowLooks < SLOW_LOOKS ? { ...seen, state: 'up', code: null } : seen
}
