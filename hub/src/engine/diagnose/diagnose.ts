import { diagnose } from '../../domain/diagnosis/diagnose.ts'
import { CERTAIN } from '../../domain/diagnosis/diagnosis.ts'
import type { Evidence } from '../../domain/diagnosis/evidence.ts'
import { withExpected } from '../../domain/diagnosis/with-expected.ts'
import { withFinding } from '../../domain/diagnosis/with-finding.ts'
import { isLiving } from '../../domain/incident/is-living.ts'
import { after, milliseconds, minutes, seconds } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import type { Use } from '../../domain/plan/statistics.ts'
import { asksForStatistics } from '../../domain/playbook/asks-for.ts'
import { choosePlaybook } from '../../domain/playbook/choose.ts'
import { quickenPlaybook } from '../../domain/playbook/quicken.ts'
import { dismissOutage } from '../../domain/triage/dismiss.ts'
import { sayExcuse, withExcuse } from '../../domain/triage/with-excuse.ts'
import { findBaseline } from '../../store/baselines.ts'
import { eventsOf } from '../../store/events.ts'
import { keepEvidence } from '../../store/evidence.ts'
import {
  dueDiagnoses,
  findIncident,
  nextDiagnosis,
  recoverDiagnoses,
  renewDiagnosis,
  settleDiagnosis,
  takeDiagnosis,
} from '../../store/incidents.ts'
import type { DueDiagnosis, IncidentNumber, StoredIncident, TakenDiagnosis } from '../../store/incidents.ts'
import { askToBeLetIn } from './ask-to-be-let-in.ts'
import type { Tx } from '../../store/store.ts'
import type { AgentWatch } from '../agents/watch-agents.ts'
import type { Surroundings } from '../check/surroundings.ts'
import { tellBySample } from './by-sample.ts'
import { collectEvidence } from './collect.ts'
import { holding, leaseOf } from '../holding.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { playbooksNow } from '../playbooks.ts'
import { respond } from '../respond/respond.ts'
import type { Room } from '../room.ts'

const AT_ONCE = 8
const AT_ONCE_ON_A_HOST = 4 // so that the sites of one host that is down do not keep the others waiting
const READ = 200 // that are due
const SOON = milliseconds(1000)
const UNSURE: Span = seconds(60) // evidence arrives late, and causes show themselves
const SURE: Span = minutes(10)
const OTHERS_FIRST = seconds(3) // the hub that looks at the site has seen most of it
const WE = 'diagnosis' // in whose name it notes

/** Who sees more than one look at a site: the checks of the last half hour, and the agents. */
export type Seers = {
  readonly surroundings: Surroundings
  readonly agents: Pick<AgentWatch, 'evidenceFor'>
  readonly looksAt: (site: string) => boolean // whether this hub does
}

/** Brings home what exactly broke (DIA-1), and looks again while it is unsure and the outage lasts. */
export function startDiagnosing(room: Room, seers: Seers): Loop {
  const { store, clock } = room
  const stopping = new AbortController()
  let isRecovered = store.kind !== 'sqlite'
  const underWay = new Map<DueDiagnosis, Promise<void>>()
  const hostOf = ({ site }: DueDiagnosis) => room.plan().sites[site]?.hosting ?? site
  const hasPlace = (one: DueDiagnosis) => {
    const busy = [...underWay.keys()]
    const isBegun = busy.some(({ number }) => number === one.number)
    return !isBegun && busy.length < AT_ONCE && busy.filter((other) => hostOf(other) === hostOf(one)).length < AT_ONCE_ON_A_HOST
  }
  const begin = (one: DueDiagnosis) => {
    const work = takeAndDiagnose(room, seers, one, stopping.signal).finally(() => {
      underWay.delete(one)
      loop.nudge()
    })
    underWay.set(one, work)
  }
  const loop = startLoop({
    clock,
    most: pollOf(store.kind),
    onBug: room.onBug,
    async pass() {
      if (!isRecovered) await recoverDiagnoses(store.db)
      isRecovered = true
      const now = clock.now()
      const due = await dueDiagnoses(store.db, now, READ)
      const ours = due.filter(({ site, dueAt }) => seers.looksAt(site) || after(dueAt, OTHERS_FIRST) <= now)
      const { own, isWaiting } = await tellBySample(room, ours)
      const begun = own.filter((one) => hasPlace(one) && (begin(one), true))
      const isLeft = isWaiting || begun.length < own.length || ours.length < due.length
      return isLeft ? after(now, SOON) : due.length === READ ? now : nextDiagnosis(store.db, clock.now())
    },
  })
  return {
    nudge: loop.nudge,
    passedAt: loop.passedAt,
    async stop() {
      stopping.abort()
      await loop.stop()
      await Promise.all(underWay.values())
    },
  }
}

// Of several hubs that see it due, one looks.
async function takeAndDiagnose(room: Room, seers: Seers, due: IncidentNumber, stopping: AbortSignal) {
  const { store, clock, onBug } = room
  const lease = leaseOf(store)
  const taken = await takeDiagnosis(store.db, due, clock.now(), lease)
  if (!taken) return
  const renew = () => renewDiagnosis(store.db, taken, clock.now(), lease)
  await holding(lease, renew, onBug, (lost) => diagnoseOne(room, seers, taken, AbortSignal.any([stopping, lost]))).catch(
    async (error: unknown) => {
      onBug(error)
      await settleDiagnosis(store.db, taken, after(clock.now(), UNSURE))
    },
  )
}

async function diagnoseOne(room: Room, seers: Seers, taken: TakenDiagnosis, signal: AbortSignal) {
  const { db } = room.store
  const { partner, number } = taken
  const found = await findIncident(db, partner, number)
  const site = found && room.plan().sites[found.incident.site]
  if (!found || !site || !isLiving(found.incident)) return settleDiagnosis(db, taken, null)
  const baseline = await findBaseline(db, partner, site.id)
  const evidence = await collectEvidence({
    site,
    url: site.url,
    plan: room.plan().network,
    providers: room.plan().providers,
    secrets: room.secrets(),
    baseline,
    network: room.outside,
    now: () => room.clock.now(),
    signal,
    pattern: seers.surroundings.patternOf(site.id),
    neighbours: seers.surroundings.neighboursOf(site.id),
    host: await seers.agents.evidenceFor(site),
  })
  if (signal.aborted) return settleDiagnosis(db, taken, room.clock.now()) // whoever has it now looks again
  const known = withExpected(evidence, site.expect.contains)
  const seen = withFinding(diagnose(known), found.incident.verdict)
  // What excuses a page says nothing of mail or a database.
  const excuse = found.incident.verdict?.service ? null : dismissOutage(known, seen)
  // A cause that stands confirmed is not taken back because of an excuse: people are told, and decide.
  const diagnosis = found.incident.causeConfirmed ? seen : withExcuse(seen, excuse)
  const at = room.clock.now()
  await room.store.transaction((tx) => keepEvidence(tx, partner, number, at, 'diagnosis', { evidence, diagnosis }))
  // The site may have come back while we looked: what is seen then explains nothing.
  const now = await findIncident(db, partner, number)
  if (now?.incident.phase === 'open') {
    const playbook = quickenPlaybook(choosePlaybook(await playbooksNow(room), diagnosis.cause), room.plan().quickened)
    if (asksForStatistics(playbook)) await tellStatistics(room, now, evidence.panel)
    const isOurs = (tx: Tx) => renewDiagnosis(tx, taken, room.clock.now(), leaseOf(room.store))
    if (!(await respond(room, partner, number, { type: 'diagnosed', diagnosis, playbook }, isOurs))) return
    if (excuse) await noteOnce(room, { partner, number }, sayExcuse(excuse))
    if (excuse?.wall) await askToBeLetIn(room, number, site, excuse.wall)
  }
  await settleDiagnosis(db, taken, nextLook(now?.incident.phase ?? null, diagnosis.confidence, at))
}

// Once for each figure: what a person said later stands.
async function tellStatistics(room: Room, { partner, number, incident }: StoredIncident, panel: Evidence['panel']) {
  const fresh = Object.entries(panel?.used ?? {}).filter(([use]) => incident.statistics?.[use as Use] === undefined)
  if (fresh.length === 0) return
  const by = `The panel of ${room.plan().providers[panel!.provider]?.name ?? panel!.provider}`
  await respond(room, partner, number, { type: 'statistics-known', by, statistics: Object.fromEntries(fresh) })
}

async function noteOnce(room: Room, { partner, number }: IncidentNumber, text: string) {
  const events = await eventsOf(room.store.db, partner, number)
  if (events.some(({ event }) => event.type === 'noted' && event.by === WE && event.text === text)) return
  await respond(room, partner, number, { type: 'noted', by: WE, text })
}

const nextLook = (phase: string | null, confidence: number, at: Instant) =>
  phase === 'open' ? after(at, confidence >= CERTAIN ? SURE : UNSURE) : null
