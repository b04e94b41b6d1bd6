import { setTimeout as pause } from 'node:timers/promises'
import { PROBE_SPEAKS, Work } from '@allclear/wire/probe.ts'
import type { AssignedLook, ProbeReport } from '@allclear/wire/probe.ts'
import { CHECKS } from '../../checks/index.ts'
import { seconds } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { whyBlind } from '../../domain/triage/triage.ts'
import { createMemory } from '../../network/memory.ts'
import type { Network } from '../../network/network.ts'
import { askCanary } from '../ask-canary.ts'
import type { Assignment, Seen } from '../assignment.ts'
import { lookOnce, startRound } from '../round.ts'
import type { Looking } from '../round.ts'
import type { HubLink } from './hub-link.ts'
import { createOutbox } from './outbox.ts'
import type { OutboxFile } from './outbox-file.ts'
import { createView } from './view.ts'

const REPORT_EVERY = seconds(15)
const WORK_WAIT_MS = 5000
const ASKED_LOOK_MS = 10_000
const LAST_WORDS_MS = 3000
const SLOWEST_MS = 30_000
const WHILE_FAILING = seconds(30)
const SENT_AWAY = new Set(['signature_invalid', 'probe_version_wrong'])

export type Probing = {
  readonly probe: string // what the hub calls it
  readonly version: string
  readonly link: HubLink
  readonly network: Network // for looks
  readonly now: () => Instant
  readonly nextNumber: () => number
  readonly kept: OutboxFile // what waits for the hub, also after a restart
  readonly say: (line: string) => void
  readonly onBug: (error: unknown) => void
  readonly signal: AbortSignal // ends it
}

/**
 * Looks from here for as long as it runs: takes its share of the work from the hub, looks, and tells what it saw. While the hub is away it goes on
 * looking, and tells then. Resolves with why it ended: told to, or sent away by the hub.
 */
export async function runProbe(probing: Probing): Promise<{ readonly sentAway: string | null }> {
  const { link, network, now, say, onBug, kept } = probing
  const ending = new AbortController()
  const signal = AbortSignal.any([probing.signal, ending.signal])
  const [outbox, view] = [createOutbox(probing.nextNumber, kept.read(now(), say)), createView()]
  const known = new Map<string, Assignment>()
  const paces = new Map<string, Span>() // how often each is looked at now
  let [version, canaries, sentAway, heard] = [null as string | null, [] as string[], null as string | null, true]
  let wake = () => {}

  const onSeen = (seen: Seen) => {
    const assignment = known.get(seen.monitor)
    if (!assignment) return
    view.hear(seen)
    if (outbox.hear(seen)) wake()
    // A site that is down is looked at more often, so that its end is seen soon.
    const interval = (seen.result.state === 'down' ? Math.min(assignment.interval, WHILE_FAILING) : assignment.interval) as Span
    if (paces.get(seen.monitor) === interval) return
    paces.set(seen.monitor, interval)
    round.take({ assign: [{ ...assignment, interval }] })
  }
  const looking: Looking = { network, memory: createMemory({ resumes: false }), now, registrationOf: async () => null, onSeen, onBug }
  const round = startRound(looking)

  const assign = (looks: readonly AssignedLook[]) => {
    const fresh = looks.filter(({ monitor: { kind } }) => CHECKS.some((check) => check.kind === kind)).map(asAssignment)
    const ids = new Set(fresh.map(({ monitor: { id } }) => id))
    const withdraw = [...known.keys()].filter((id) => !ids.has(id))
    for (const id of withdraw) known.delete(id)
    for (const assignment of fresh) known.set(assignment.monitor.id, assignment)
    for (const id of withdraw) paces.delete(id)
    for (const { monitor, interval } of fresh) paces.set(monitor.id, interval)
    view.follow(new Map(fresh.map(({ monitor, site }) => [monitor.id, site.id])))
    round.take({ assign: fresh, withdraw })
  }
  const seenCanaries = async (by: AbortSignal) => {
    const asked = await Promise.all(canaries.map((url) => askCanary(url, { network, now, signal: by })))
    return { well: asked.filter(({ well }) => well).length, of: asked.length }
  }
  // What fails for whoever cannot see is no vote (I-3).
  const canSee = async () => {
    const { failing: sites, ...rest } = view.sees()
    return whyBlind(await seenCanaries(signal), { sites, ...rest }) === null
  }
  const answer = async ({ id, monitor }: Work['now'][number]) => {
    const assignment = known.get(monitor)
    if (!assignment) return
    const result = await lookOnce(assignment, looking, AbortSignal.any([signal, AbortSignal.timeout(ASKED_LOOK_MS)]))
    outbox.answer(id, result, result.state !== 'down' || (await canSee()))
    wake()
  }
  const hubSays = (why: string | null) => {
    if (signal.aborted) return
    if (why !== null && heard) say(`The hub does not hear us: ${why} We go on looking, and tell it then.`)
    if (why === null && !heard) say('The hub hears us again.')
    heard = why === null
  }
  const leave = (why: string) => {
    sentAway = why
    ending.abort()
  }
  const post = async (path: string, said: unknown, by = signal) => {
    const answered = await link.post(path, said, by)
    if (answered.is === 'refusal' && SENT_AWAY.has(answered.code)) leave(`${answered.message} ${answered.fix}`)
    return answered
  }

  const work = async () => {
    for (let wait = 0; !signal.aborted;) {
      const wanted = { speaks: PROBE_SPEAKS, probe: probing.probe, version: probing.version, has: version, waitMs: WORK_WAIT_MS }
      const given = await post('api/probe/v1/work', wanted)
      if (given.is === 'answer') {
        wait = 0
        const { assignments, now: asked, canaries: named } = Work.parse(given.body)
        canaries = named
        if (assignments) assign(assignments.looks)
        version = assignments?.version ?? version
        for (const one of asked) void answer(one).catch(onBug)
        continue
      }
      wait = Math.min(SLOWEST_MS, Math.max(1000, wait * 2))
      await pause(wait * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined)
    }
  }

  const keepFile = () => {
    try {
      kept.write(outbox.all())
    } catch (error) {
      onBug(error) // the disk is full: it waits in memory as well
    }
  }
  const report = async (isLast: boolean): Promise<boolean> => {
    const batch = outbox.take(now(), isLast)
    if (kept.isThere()) keepFile() // before the hub can hear it: what it has heard must not wait any more
    const by = isLast ? AbortSignal.timeout(LAST_WORDS_MS) : signal
    const sees = view.sees()
    // Only whoever sees something fail asks whether it sees at all.
    const asked = sees.failing === 0 || isLast ? { well: 0, of: 0 } : await seenCanaries(by)
    const said: ProbeReport = {
      ...{ speaks: PROBE_SPEAKS, probe: probing.probe, version: probing.version },
      sees: { ...sees, canaries: asked },
      ...{ lateMs: view.lateMs(), waiting: outbox.waiting(), ...batch },
    }
    const answered = await post('api/probe/v1/reports', said, by)
    // What the hub has heard already, or will never understand, is not sent again.
    const isOver = answered.is === 'answer' || (answered.is === 'refusal' && /^(report_replayed|report_invalid)$/.test(answered.code))
    if (isOver) outbox.settle()
    if (isOver && outbox.waiting() === 0) kept.remove()
    if (!isOver) keepFile()
    hubSays(answered.is === 'answer' ? null : answered.is === 'away' ? answered.why : answered.message)
    return isOver
  }
  const tell = async () => {
    for (let wait = 0; !signal.aborted;) {
      const told = await report(false)
      wait = told ? 0 : Math.min(SLOWEST_MS, Math.max(1000, wait * 2))
      if (told && outbox.waiting() > 0) continue
      const woken = new AbortController()
      wake = told ? () => woken.abort() : () => {}
      const rest = told ? REPORT_EVERY : wait * (0.5 + Math.random() / 2)
      await pause(rest, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => undefined)
    }
  }

  await Promise.all([work(), tell()].map((loop) => loop.catch((error: unknown) => (onBug(error), ending.abort()))))
  await round.stop()
  if (sentAway === null) await report(true).catch(onBug)
  return { sentAway }
}

const asAssignment = ({ site, monitor, interval }: AssignedLook): Assignment => ({
  site,
  monitor: { ...monitor, options: monitor.options },
  interval: interval as Span,
  slowAfter: null,
})
