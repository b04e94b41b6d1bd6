import { isDeepStrictEqual } from 'node:util'
import { minutes, seconds } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import type { Monitor, Site } from '../../domain/plan/plan.ts'
import { isOfPage } from '../../domain/triage/beside-the-page.ts'
import { shardOf } from '../../domain/triage/divide.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { stateOf } from '../../domain/triage/watch.ts'
import type { Watch } from '../../domain/triage/watch.ts'
import type { Assignment, Seen } from '../../probe/assignment.ts'
import { keepAlive } from '../../store/locations.ts'
import { startLoop } from '../loop.ts'
import type { Room } from '../room.ts'
import { assignmentOf } from './assign.ts'
import { createFailingCount } from './count-failing.ts'
import { createFairGate } from './fair-gate.ts'
import { hear } from './hear.ts'
import { hearElsewhere } from './hear-elsewhere.ts'
import { reportedOf } from './heartbeats.ts'
import { startKeepingChanges } from './keep-changes.ts'
import { startLatencies } from './latencies.ts'
import { startLooking } from './start-looking.ts'
import { rememberAll } from './remember.ts'
import type { Sharing } from './share-sites.ts'
import { surroundingsOf } from './surroundings.ts'
import type { Surroundings } from './surroundings.ts'
import type { Around, Watched } from './watched.ts'

const ALIVE_EVERY = seconds(15)
const AT_FIRST_MS = 100 // between the first looks at sites that are added together
const FIRST_LOOKS = seconds(60)
const STORED_AT_ONCE = 8 // failures: enough to be stored together, few enough for a page to pass

export type Checking = {
  /** The plan has changed: what is new in it is watched from now on, and what is gone or changed is not watched as before. */
  follow(): Promise<void>
  /** Sites that every monitor has seen well and that have no incident: what may be taken as the last known good. */
  wellSites(): Site[]
  /** Whether the site is one of those. */
  isWell(site: string): boolean
  /** How the looks at a site went, and how the sites are that share something with it. */
  readonly surroundings: Surroundings
  /** When the site was last looked at; null before the first look. */
  lastCheckAt(site: string): Instant | null
  /** Looks at once at those of the sites whose failure was only recorded: their window may have ended. */
  lookAgain(sites: readonly string[]): void
  /** Looks at the site at once, whatever its turn would be; resolves when every monitor has answered. */
  lookNow(site: string): Promise<void>
  /** A probe at another location saw this of a monitor just now. Resolves when that is judged, with false when the site is not watched here, or not yet. */
  hearElsewhere(monitor: string, location: string, result: CheckResult): Promise<boolean>
  /** An incident of the site has changed its phase elsewhere. */
  hearPhase(site: string, incident: Watch['incident']): void
  stop(): Promise<void>
}

/** Has every monitor of the plan that is its hub's to look at looked at for as long as it runs: transitions, failures with evidence and an hourly roll-up are rows, a healthy look is none. */
export async function startChecking(room: Room, sharing: Pick<Sharing, 'mayLook' | 'whenChanged'>): Promise<Checking> {
  const { location } = room.plan().hub
  const sites = new Map<string, Watched>()
  const ours = () => Object.values(room.plan().sites).filter(({ id }) => sharing.mayLook(id))
  await rememberAll(room, ours(), sites)

  const latencies = startLatencies(room, location)
  const changes = startKeepingChanges(room, sharing.mayLook)
  const stopping = new AbortController()
  const countFailing = createFailingCount(sites, (site, at) => room.calendar.covering(site, at) !== null)
  const enter = createFairGate(STORED_AT_ONCE)
  const around: Around = { room, sites, latencies, changes, signal: stopping.signal, countFailing, enter, blindness: null, asking: 0 }
  const told = new Map<string, Assignment>() // by monitor, as its probe knows it
  const hearing = new Map<string, Promise<void>>() // by monitor, until everything is done that its look calls for
  const awaited = new Map<string, PromiseWithResolvers<void>>() // by monitor, until its next look is heard

  const onSeen = ({ site, monitor: id, result, lateMs }: Seen) => {
    const watched = sites.get(site)
    const monitor = watched?.site.monitors.find((one) => one.id === id)
    if (watched === undefined || monitor === undefined || stopping.signal.aborted) return // it is not watched any more
    if (!sharing.mayLook(site)) return // another looks at it by now
    room.metrics.began(lateMs)
    if (hearing.has(id)) return // its last look is being verified: that says more
    const heard = hear(around, watched, monitor, result)
      .then(() => pace(watched, monitor))
      .catch(room.onBug)
      .finally(() => {
        hearing.delete(id)
        answer(id)
      })
    hearing.set(id, heard)
  }
  const answer = (id: string) => {
    awaited.get(id)?.resolve()
    awaited.delete(id)
  }
  const round = startLooking(room, {
    known: () => told.values(),
    onSeen,
    reportedOf: ({ site, monitor: { id } }) => {
      const watched = sites.get(site.id)!
      return reportedOf(room, { site: watched.site, monitor: watched.site.monitors.find((one) => one.id === id)! })
    },
  })
  const slowAfterOf = async ({ partner }: Site, { id, kind }: Monitor): Promise<Span | null> =>
    kind === 'http' ? latencies.slowAfter(partner, id) : null
  // What has become of it decides how soon it is looked at again.
  const pace = async (watched: Watched, monitor: Monitor) => {
    const slowAfter = await slowAfterOf(watched.site, monitor)
    const before = told.get(monitor.id)
    const now = assignmentOf(watched, monitor, slowAfter)
    if (sites.get(watched.site.id) !== watched || (before?.interval === now.interval && before.slowAfter === now.slowAfter)) return
    told.set(monitor.id, now)
    round.take({ assign: [now] })
  }
  const assignAll = async (ids: readonly string[], within: Span) => {
    const assign: Assignment[] = []
    for (const watched of ids.flatMap((id) => sites.get(id) ?? [])) {
      for (const monitor of watched.site.monitors) {
        // Of any other, the first looks are not too many to be chance, and after one it is known.
        const isSlow = stateOf(watched.watch, monitor.id) === 'slow'
        assign.push(assignmentOf(watched, monitor, isSlow ? await slowAfterOf(watched.site, monitor) : null))
      }
    }
    for (const assignment of assign) told.set(assignment.monitor.id, assignment)
    round.take({ assign, within })
  }
  await assignAll([...sites.keys()], FIRST_LOOKS)
  const forget = ({ site }: Watched) => {
    sites.delete(site.id)
    const ids = site.monitors.map(({ id }) => id)
    round.take({ withdraw: ids })
    for (const id of ids) {
      told.delete(id)
      answer(id)
    }
  }
  let following = Promise.resolve()
  const follow = async () => {
    const planned = new Map(ours().map((site) => [site.id, site]))
    const changed = [...sites.values()].filter(({ site }) => !isDeepStrictEqual(planned.get(site.id), site))
    changed.forEach(forget)
    const fresh = [...planned.values()].filter(({ id }) => !sites.has(id))
    if (fresh.length > 0) await changes.settle() // what is remembered of them is what is stored
    await rememberAll(room, fresh, sites)
    const within = Math.min(FIRST_LOOKS, fresh.length * AT_FIRST_MS) as Span
    await assignAll(
      fresh.map(({ id }) => id),
      within,
    )
  }

  const followNext = () => (following = following.catch(() => undefined).then(follow))
  let isBehind = false
  const catchingUp = startLoop({
    clock: room.clock,
    most: minutes(1),
    onBug: room.onBug,
    async pass() {
      if (!isBehind) return null
      isBehind = false
      await followNext().catch((error: unknown) => {
        isBehind = true // tried again after a pause
        throw error
      })
      return null
    },
  })
  sharing.whenChanged((gained) => {
    for (const watched of [...sites.values()].filter(({ site }) => gained.has(shardOf(site.id)))) forget(watched) // another looked meanwhile
    isBehind = true
    catchingUp.nudge()
  })

  const startedAt = room.clock.now()
  const alive = () => void keepAlive(room.store.db, location, startedAt, room.clock.now()).catch(room.onBug)
  alive()
  const aliveTimer = setInterval(alive, ALIVE_EVERY)
  const idleMonitors = ({ site }: Watched) => site.monitors.map(({ id }) => id).filter((id) => !hearing.has(id))

  return {
    follow: followNext,
    wellSites: () => [...sites.values()].filter(isWell).map(({ site }) => site),
    isWell(id) {
      const watched = sites.get(id)
      return watched !== undefined && isWell(watched)
    },
    surroundings: surroundingsOf(sites),
    lastCheckAt: (site) => sites.get(site)?.lastCheckAt ?? null,
    lookAgain(ids) {
      const recorded = ids.flatMap((id) => sites.get(id) ?? []).filter(({ recordedIn }) => recordedIn !== null)
      round.take({ lookNow: recorded.flatMap(idleMonitors) })
    },
    async lookNow(id) {
      const watched = sites.get(id)
      const lookNow = watched ? idleMonitors(watched) : []
      for (const one of lookNow) if (!awaited.has(one)) awaited.set(one, Promise.withResolvers<void>())
      const answers = lookNow.map((one) => awaited.get(one)!.promise)
      round.take({ lookNow })
      await Promise.all(answers)
    },
    hearElsewhere: (id, location, result) => hearElsewhere(around, id, location, result),
    hearPhase(site, incident) {
      const watched = sites.get(site)
      if (watched) watched.watch = { ...watched.watch, incident, failing: incident?.phase === 'open' ? watched.watch.failing : [] }
    },
    async stop() {
      stopping.abort()
      clearInterval(aliveTimer)
      await catchingUp.stop()
      await round.stop()
      await Promise.allSettled(hearing.values())
      await changes.stop()
      for (const id of awaited.keys()) answer(id)
      await latencies.flush()
    },
  }
}

const isWell = ({ watch }: Watched) =>
  watch.incident === null &&
  watch.unseen.length === 0 &&
  Object.entries(watch.states).every(([check, state]) => state === 'up' || !isOfPage(check))
