import { setTimeout as setTimeoutPromise } from 'node:timers/promises'
import { between, iso } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import type { Monitor } from '../../domain/plan/plan.ts'
import { serviceAmong, serviceOf } from '../../domain/triage/beside-the-page.ts'
import { blindnessAfter, stillBlind } from '../../domain/triage/blindness.ts'
import { tallyOf, triage } from '../../domain/triage/triage.ts'
import { networkOf } from '../../domain/triage/network-of.ts'
import type { CheckResult, Observations, Verdict } from '../../domain/triage/verdict.ts'
import { nowFailing } from '../../domain/triage/watch.ts'
import { keepEvidence } from '../../store/evidence.ts'
import { openWarnings } from '../../store/warnings.ts'
import type { KeptWarning } from '../../store/warnings.ts'
import type { Room } from '../room.ts'
import { askToBeLetIn } from '../diagnose/ask-to-be-let-in.ts'
import { keepVotes, warnOfRegion } from '../probes/keep-votes.ts'
import { knownRegion } from '../probes/known-region.ts'
import { askElsewhere } from './ask-elsewhere.ts'
import { besides } from './besides.ts'
import { pageBlind } from './page-blind.ts'
import { attachAlerts } from '../inbox/attach-alerts.ts'
import { respond, suspect } from '../respond/respond.ts'
import { verify } from './verify.ts'
import { keepTransition } from './watched.ts'
import type { Around, Watched } from './watched.ts'

/** A suspected outage is verified before anyone is told (TRI-1); a false alarm is recorded and tells nobody (TRI-2). */
export async function judge(around: Around, watched: Watched, monitor: Monitor, first: CheckResult, from = ours(around)) {
  const window = coveringWhileLooking(around.room, watched.site.id, first.at)
  if (window !== null && window === watched.recordedIn && watched.watch.incident === null) return // once is enough: nobody is told of it (TRI-4)
  if (from === ours(around)) watched.failure = { at: first.at, network: networkOf(first, watched.site) }
  watched.watch = { ...watched.watch, verifying: true }
  try {
    const line = first.class === 'dns' ? (watched.site.dns ?? watched.site.id) : networkOf(first, watched.site)
    const region = await knownRegion(around.room, watched.site, from, first.at)
    if (region === 'lately') return
    // Once the probe is known not to see, or not to reach this site, failures are no incidents: they are verified only to learn whether that is so still.
    const wasBlind = stillBlind(around.blindness, first.at, monitor.interval) !== null
    if (!wasBlind && region === null) await around.enter(line, () => keepSuspicion(around, watched, beganAt(around, watched, first)))
    const verdict = await verdictOn(around, watched, monitor, first, window)
    if (around.signal.aborted) return
    await noteBlindness(around, monitor, verdict, first.at)
    if (wasBlind && around.blindness !== null) return
    if (verdict.from) await warnOfRegion(around.room, watched.site, verdict.from, verdict.because.join(' '), first.at)
    if (region !== null && verdict.from) return
    // In a line of its own: what is judged does not wait behind everything that has only begun to fail.
    await around.enter(`${line} judged`, () => keepVerdict(around, watched, monitor, first, verdict))
    watched.recordedIn = verdict.verdict === 'maintenance' ? window : null
  } finally {
    watched.watch = { ...watched.watch, verifying: false }
  }
}

const ours = ({ room }: Around) => room.plan().hub.location

/** The window over any part of a look: one that was under way when the work began saw the work (I-44). */
const coveringWhileLooking = ({ calendar, clock }: Around['room'], site: string, from: Instant): string | null =>
  calendar.covering(site, from) ?? calendar.covering(site, clock.now())

/** What began inside a window and goes on after it is an outage from the window's end (I-45). */
const beganAt = ({ room }: Around, { site, failingSince }: Watched, { at }: CheckResult): Instant =>
  room.calendar.endBetween(site.id, failingSince ?? at, at) ?? at

async function keepSuspicion({ room }: Around, watched: Watched, at: Instant): Promise<number> {
  const number = watched.watch.incident?.number ?? (await suspect(room, watched.site, at))
  watched.watch = { ...watched.watch, incident: watched.watch.incident ?? { number, phase: 'suspected' } }
  return number
}

async function verdictOn(
  around: Around,
  { site, failingSince }: Watched,
  monitor: Monitor,
  first: CheckResult,
  maintenance: string | null,
): Promise<Verdict> {
  const { room, signal } = around
  const { canaries } = room.plan().network
  const looking = verify(site, monitor, first, {
    network: room.outside,
    canaries,
    maintenance,
    now: () => room.clock.now(),
    signal,
    wait: rest,
    besides: (of, one) => besides(room, of, one),
  })
  const [observed, elsewhere] = await Promise.all([looking, askElsewhere(around, site, monitor)])
  const failingFor = between(failingSince ?? first.at, first.at)
  const seen: Observations = {
    ...observed,
    ...elsewhere,
    service: serviceOf(monitor.id),
    failingFor,
    othersFailing: around.countFailing({ site: site.id, at: first.at, interval: monitor.interval }),
  }
  if (!signal.aborted) await keepVotes(room, site, tallyOf(seen), { at: first.at, network: networkOf(first, site) })
  return triage(seen)
}

async function keepVerdict(around: Around, watched: Watched, monitor: Monitor, first: CheckResult, verdict: Verdict) {
  const { room } = around
  const { partner } = watched.site
  const since = beganAt(around, watched, first)
  const number = await keepSuspicion(around, watched, since)
  const isNew = watched.watch.incident?.phase === 'suspected'
  const warned = isNew && verdict.verdict === 'genuine' ? await openWarnings(room.store.db, partner, watched.site.id) : []
  await room.store.transaction(async (tx) => {
    for (const { what, said, at, dueAt } of warned) await keepEvidence(tx, partner, number, first.at, 'warning', { what, said, at, dueAt })
    await keepEvidence(tx, partner, number, first.at, 'check', { monitor: monitor.id, result: first, verdict })
  })
  if (verdict.verdict !== 'genuine') {
    await respond(room, partner, number, { type: 'dismissed', verdict })
    return verdict.wall ? askToBeLetIn(room, number, watched.site, verdict.wall) : undefined
  }
  await respond(room, partner, number, { type: 'confirmed', verdict, since })
  watched.watch = nowFailing(watched.watch, monitor.id)
  await keepTransition(around, watched, monitor, first)
  if (warned.length > 0) await recallWarnings(room, partner, number, warned)
  if (isNew) await attachAlerts(room, partner, watched.site.id, number)
}

// What was warned of and has come true, or may have, is the first thing that whoever is called reads.
async function recallWarnings(room: Room, partner: string, number: number, warned: readonly KeptWarning[]) {
  const text = warned.map(({ said, at }) => `Warned of since ${iso(at).slice(0, 10)}: ${said}`).join(' ')
  await respond(room, partner, number, { type: 'noted', by: 'warnings', text })
}

/** Another monitor of a site that is down already fails too: it belongs to the same incident. */
export async function attach(around: Around, watched: Watched, monitor: Monitor, result: CheckResult) {
  const { site, watch } = watched
  watched.watch = nowFailing(watch, monitor.id)
  await keepTransition(around, watched, monitor, result, (tx) =>
    keepEvidence(tx, site.partner, watch.incident!.number, result.at, 'check', { monitor: monitor.id, result }),
  )
}

/** The page is well again while a service of the site still fails: what is told of the incident is told of that service from now on. */
export async function narrow({ room }: Around, { site, watch }: Watched, at: Instant) {
  const service = serviceAmong(watch.failing)
  if (service === null) return
  const verdict: Verdict = {
    verdict: 'genuine',
    reason: null,
    class: null,
    code: null,
    deterministic: false,
    because: [`The page is well again; what still fails is seen by ${watch.failing.join(', ')}.`],
    service,
  }
  await respond(room, site.partner, watch.incident!.number, { type: 'confirmed', verdict, since: at })
}

/** The hub was restarted before it had judged, and by now the site is well. */
export async function dropSuspicion({ room }: Around, { site, watch }: Watched) {
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

// When the probe cannot see there is no incident but one page to the operator (I-4).
async function noteBlindness(around: Around, { interval }: Monitor, verdict: Verdict, at: Instant) {
  const before = around.blindness
  around.blindness = blindnessAfter(before, verdict, at, interval)
  if (around.blindness !== null && around.blindness.since !== before?.since) await pageBlind(around.room, verdict, at)
}

const rest = async (span: Span, signal: AbortSignal) => {
  await setTimeoutPromise(span, undefined, { signal }).catch(() => undefined)
}
