import { CHECKS } from '../checks/index.ts'
import type { Check, Look } from '../checks/check.ts'
import { seconds } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import type { Memory } from '../network/memory.ts'
import type { Network } from '../network/network.ts'
import type { Assignment, Orders, Seen } from './assignment.ts'
import { createSchedule } from './schedule.ts'
import { phaseOf, untilTurn } from './turn.ts'

/** What a round of looks has around it: a way out and a clock. Of stores and incidents it knows nothing. */
export type Looking = {
  readonly network: Network
  readonly memory: Memory // of what was learnt on the way to pages
  readonly now: () => Instant
  readonly registrationOf: NonNullable<Look['registrationOf']>
  /** Says what the job of a heartbeat has said; only the hub knows, so only its own round looks at heartbeats. */
  readonly reportedOf?: (assignment: Assignment) => Promise<NonNullable<Look['reported']>>
  /** Takes what was seen; it must not throw. */
  readonly onSeen: (seen: Seen) => void
  readonly onBug: (error: unknown) => void
}

export type Round = {
  take(orders: Orders): void
  /** Gives up what is being looked at; nothing is told any more. */
  stop(): Promise<void>
}

const DEADLINE = seconds(20)
const FIRST_WITHIN = seconds(60)
const FIRST_EACH_MS = 5 // at least, for each monitor that is new: many first looks at once would make all the others late
const AT_ONCE = 1024 // of those that have begun just now; as many more of what is known to last
const AT_ONCE_IN_ALL = 4096 // each holds a connection
const LASTS_MS = 2000 // a look that goes on for so long only waits: it costs a connection, and takes no place from the others
const AT_ONCE_WHILE_BUSY = 64 // each look more would only make the others late
const GATHER = 8 // looks that begin together are each cheaper by half than one alone: what they need lies in the caches
const GATHER_MS = 200 // at most, until a look that is due waits for others
const BUSY = 0.95 // of this thread's time
const BEHIND_MS = 20 // between two goes at what is overdue
const CATCH_UP = 2 // times as fast as the schedule, first looks aside, at most: a stall is followed by no burst
const COUNTS_MS = 250 // of a stall

/** Looks at every monitor that it is told of, in its turn, for as long as it runs. One timer for all of them. */
export function startRound(looking: Looking): Round {
  const assigned = new Map<string, Assignment>()
  const schedule = createSchedule(performance.now())
  const patient = createSchedule(performance.now()) // of what lasted the last time: however many such sites there are, the others are looked at on time
  const fresh = new Map<AbortController, { readonly id: string; readonly at: number }>() // looks that have begun just now, the oldest first
  const lasting = new Set<string>() // monitors whose last look lasted, or lasts now
  const looks = new Map<string, AbortController>() // at what is still assigned
  const underWay = new Map<Promise<unknown>, AbortController>()
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let wakesAt = Infinity
  let wokeAt = performance.now()
  let looksPerMs = 0 // by the schedule

  const isBusy = watchThread()
  const patientPlaces = () => AT_ONCE - (underWay.size - fresh.size)
  const sleep = () => {
    const next = Math.min(schedule.nextAt() ?? Infinity, (patientPlaces() > 0 ? patient.nextAt() : null) ?? Infinity)
    if (next === Infinity || isStopped) return
    const now = performance.now()
    const at = next > now ? next + gatherMs() : now + BEHIND_MS
    if (timer !== undefined && wakesAt <= at) return
    clearTimeout(timer)
    wakesAt = at
    timer = setTimeout(wake, Math.ceil(at - now))
  }
  const gatherMs = () => (looksPerMs * GATHER_MS < 3 ? 0 : Math.min(GATHER_MS, GATHER / looksPerMs))
  const wake = () => {
    timer = undefined
    const now = performance.now()
    for (const [look, { id, at }] of fresh) {
      if (now - at < LASTS_MS) break
      fresh.delete(look)
      if (looks.get(id) === look) lasting.add(id)
    }
    const places = Math.min((isBusy(now) ? AT_ONCE_WHILE_BUSY : AT_ONCE) - fresh.size, AT_ONCE_IN_ALL - underWay.size)
    const fair = Math.max(1, Math.ceil((CATCH_UP * looksPerMs + 1 / FIRST_EACH_MS) * Math.min(now - wokeAt, COUNTS_MS)))
    wokeAt = now
    const most = Math.min(places, fair)
    const lasts = patient.take(now, Math.min(Math.ceil((most - 1) / 4), patientPlaces()))
    for (const { key, at } of [...lasts, ...schedule.take(now, most - lasts.length)]) begin(assigned.get(key)!, now - at)
    sleep()
  }
  const begin = (assignment: Assignment, lateMs: number) => {
    const { site, monitor } = assignment
    if (looks.has(monitor.id)) return
    cancel(monitor.id)
    const giveUp = new AbortController()
    const at = performance.now()
    fresh.set(giveUp, { id: monitor.id, at })
    const deadline = setTimeout(() => giveUp.abort(new DOMException('The look took too long', 'TimeoutError')), DEADLINE)
    looks.set(monitor.id, giveUp)
    // Its next turn stands before anybody hears of this one, who may want another look at once.
    const end = (): boolean => {
      clearTimeout(deadline)
      const isWanted = looks.get(monitor.id) === giveUp
      if (isWanted) {
        looks.delete(monitor.id)
        if (performance.now() - at < LASTS_MS) lasting.delete(monitor.id)
        else lasting.add(monitor.id)
        takeTurn(monitor.id)
      }
      return isWanted && !isStopped
    }
    const look = lookOnce(assignment, looking, giveUp.signal)
      .finally(() => (underWay.delete(look), fresh.delete(giveUp)))
      .then(
        (result) => end() && looking.onSeen({ site: site.id, monitor: monitor.id, result, lateMs: Math.round(lateMs) }),
        (error: unknown) => end() && looking.onBug(error),
      )
    underWay.set(look, giveUp)
  }
  const cancel = (id: string) => {
    schedule.cancel(id)
    patient.cancel(id)
  }
  const plan = (id: string, at: number) => {
    cancel(id)
    ;(lasting.has(id) ? patient : schedule).plan(id, at)
  }
  const takeTurn = (id: string) => {
    const assignment = assigned.get(id)
    if (assignment === undefined || looks.has(id)) return
    plan(id, performance.now() + untilTurn(id, assignment.interval, looking.now()))
    sleep()
  }
  const assign = (assignment: Assignment, within: number | null) => {
    const { monitor, interval } = assignment
    const before = assigned.get(monitor.id)
    assigned.set(monitor.id, assignment)
    looksPerMs += 1 / interval - (before === undefined ? 0 : 1 / before.interval)
    // Where its turn comes as soon, the first look is that turn, so that a start costs no look more than any other minute.
    if (before === undefined && within !== null && within < interval) plan(monitor.id, performance.now() + phaseOf(monitor.id, within))
    else if (before?.interval !== interval) takeTurn(monitor.id)
  }
  const hurry = (id: string) => {
    if (!assigned.has(id) || looks.has(id)) return
    if (fresh.size < AT_ONCE_WHILE_BUSY) begin(assigned.get(id)!, 0)
    else plan(id, performance.now())
  }
  const withdraw = (id: string) => {
    const before = assigned.get(id)
    if (before !== undefined) looksPerMs -= 1 / before.interval
    assigned.delete(id)
    looks.delete(id)
    lasting.delete(id)
    cancel(id)
  }

  return {
    take({ assign: more = [], within = FIRST_WITHIN, withdraw: gone = [], lookNow = [] }) {
      for (const id of gone) withdraw(id)
      const span = within === null ? null : Math.max(within, more.length * FIRST_EACH_MS)
      for (const assignment of more) assign(assignment, span)
      for (const id of lookNow) hurry(id)
      sleep()
    },
    async stop() {
      isStopped = true
      clearTimeout(timer)
      for (const giveUp of underWay.values()) giveUp.abort()
      await Promise.allSettled(underWay.keys())
    },
  }
}

/** Says whether this thread had hardly a moment to spare during the last tenth of a second. */
function watchThread(): (now: number) => boolean {
  let [since, before, isBusy] = [performance.now(), performance.eventLoopUtilization(), false]
  return (now) => {
    if (now - since < 100) return isBusy
    const use = performance.eventLoopUtilization()
    isBusy = performance.eventLoopUtilization(use, before).utilization > BUSY
    since = now
    before = use
    return isBusy
  }
}

const CHECK_OF: ReadonlyMap<string, Check> = new Map(CHECKS.map((check) => [check.kind, check]))

/** One look at what is assigned, out of its turn; given up with the signal. */
export async function lookOnce(assignment: Assignment, looking: Looking, signal: AbortSignal): Promise<CheckResult> {
  const { site, monitor, slowAfter } = assignment
  const { network, now, registrationOf, reportedOf, memory } = looking
  const reported = monitor.kind === 'heartbeat' ? ((await reportedOf?.(assignment)) ?? null) : null
  const check = CHECK_OF.get(monitor.kind)!
  const around: Look = { network, now, signal, slowAfter, registrationOf, reported }
  if (monitor.kind !== 'http') return check.look(site, monitor.options, around)
  const remembering = { memory, used: false }
  const seen = await check.look(site, monitor.options, { ...around, remembering })
  // Silence takes its time twice over, and is looked at anew by whoever verifies it.
  const isInDoubt = seen.state === 'down' && remembering.used && seen.class !== 'timeout'
  return isInDoubt ? check.look(site, monitor.options, around) : seen
}
