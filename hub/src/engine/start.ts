import type { Clock } from '../clock.ts'
import type { Happening } from '../domain/incident/incident.ts'
import { printComplaints } from '../domain/document.ts'
import type { Complaint } from '../domain/document.ts'
import type { Instant } from '../domain/instant.ts'
import type { PlanBasis } from '../domain/plan/plan-basis.ts'
import type { Plan } from '../domain/plan/plan.ts'
import type { Library } from '../library.ts'
import type { Network } from '../network/network.ts'
import { addAudit } from '../store/audit.ts'
import { livingBeside } from '../store/incidents.ts'
import { keepPlan } from '../store/keep-plan.ts'
import type { Store, Tx } from '../store/store.ts'
import { startActing } from './respond/act.ts'
import { agentsOf } from './agents/agents.ts'
import type { AgentDesk } from './agents/agents.ts'
import { probesOf } from './probes/probe-desk.ts'
import type { ProbeDesk } from './probes/probe-desk.ts'
import { startJudgingHeard } from './probes/judge-heard.ts'
import { startWatchingLocations } from './probes/watch-locations.ts'
import { startAskingForContacts } from './respond/ask-contacts.ts'
import { createBackOff } from './deliver/back-off.ts'
import { startChecking } from './check/check.ts'
import type { Checking } from './check/check.ts'
import { startCorrelating } from './diagnose/correlate.ts'
import { startDelivering } from './deliver/deliver.ts'
import { startLayingContacts } from './plan/lay-contacts.ts'
import { startLayingSites } from './plan/lay-sites.ts'
import { startLayingOverrides } from './plan/lay-overrides.ts'
import { maintenanceOf } from './maintenance/maintain.ts'
import type { MaintenanceDesk } from './maintenance/maintain.ts'
import { createCalendar } from './maintenance/maintenance-calendar.ts'
import { createMetrics } from './metrics.ts'
import type { Metrics } from './metrics.ts'
import { startDiagnosing } from './diagnose/diagnose.ts'
import { expectWatcher, startExpecting } from './health/expect-watcher.ts'
import { askOutside, startKeepingReadiness } from './health/keep-readiness.ts'
import { healthOf } from './health/health.ts'
import type { Health } from './health/health.ts'
import { startPingingOutside } from './health/ping-outside.ts'
import { startReadingAbsences } from './duty/read-absences.ts'
import { startReadingAnnouncedWork } from './maintenance/read-announced-work.ts'
import { startReceivingMail } from './inbox/receive-mail.ts'
import { startWeighingAlerts } from './inbox/weigh-alerts.ts'
import { startLookingBack } from './respond/look-back.ts'
import { startKeepingBaselines } from './check/keep-baselines.ts'
import { startKeepingMailRoutes } from './deliver/keep-mail-routes.ts'
import { startProvingChannels } from './health/prove-channels.ts'
import { startPostingWebhooks } from './deliver/post-webhooks.ts'
import { respond } from './respond/respond.ts'
import { startPassingOnNews } from './news.ts'
import type { News } from './news.ts'
import type { LoopName, Room } from './room.ts'
import { startSharing } from './check/share-sites.ts'
import { startTakingTurns } from './turns.ts'
import { startSummarising } from './respond/summarise.ts'
import { startKeepingSmall } from './retention/keep-small.ts'
import { startReporting } from './report/send-reports.ts'
import { startMaintaining } from './maintenance/run-maintenance.ts'
import { startTellingSubscribers } from './publish/tell-subscribers.ts'
import { startSweeping } from './respond/sweep.ts'
import { startWatchingAgents } from './agents/watch-agents.ts'
import { startWatchingStandbys } from './check/watch-standbys.ts'
import { startWatchingWarnings } from './check/watch-warnings.ts'
import { startWatchingVulnerabilities } from './vulnerabilities/watch-vulnerabilities.ts'
import { startDrilling } from './duty/run-drills.ts'
import { pageOnCall } from './duty/page-on-call.ts'
import { startWatchingDuty } from './duty/watch-duty.ts'

/** A running hub without its doors: the loops that check, respond, diagnose, act and deliver. */
export type Engine = {
  respond(partner: string, incident: number, happening: Happening, first?: (tx: Tx) => Promise<boolean>): Promise<void>
  /** The plan of the file with the overrides and contacts kept on screen laid over it: what every look-up of this moment sees. */
  plan(): Plan
  /** Reads the overrides anew: whoever changed one sees it from then on. */
  readOverrides(): Promise<void>
  /** Reads anew what is kept on screen: what was added is watched from then on. */
  readSites(): Promise<void>
  /** The same of the contacts. */
  readContacts(): Promise<void>
  readonly maintenance: MaintenanceDesk
  readonly agents: AgentDesk
  readonly probes: ProbeDesk
  /** Something became due outside of the loops: this one looks now. */
  nudge(loop: LoopName): void
  readonly events: { subscribe(listener: (news: News) => void): () => void }
  readonly checking: Checking
  readonly metrics: Metrics
  health(): Promise<Health>
  /** A watcher has looked, and said its name. */
  heardWatcher(name: string): void
  /** Asks DNS anew what readiness needs of it. */
  askOutside(): Promise<void>
  /** When the watcher named in the plan last looked; null when it has not since the start. */
  watcherHeardAt(): Instant | null
  /** Lets what is under way end, and writes what is only in memory. */
  stop(): Promise<void>
}

/** Starts every loop. What was due while nothing ran is done first; nothing is sent that was sent before. */
export async function startEngine(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly basis: PlanBasis
  readonly library: Library
  readonly outside: Network
  readonly channels: Network
  readonly strangers: Network
  readonly answerKey: string
  readonly onBug: (error: unknown) => void
}): Promise<Engine> {
  const { store, clock, basis, library, outside, channels, strangers, answerKey, onBug } = parts
  const turns = startTakingTurns(parts)
  const desk = startPassingOnNews(turns.hub, parts)
  const metrics = createMetrics()
  const onLeft = (left: readonly Complaint[]) =>
    onBug(new Error(`What is kept on screen does not go with the file any more and is left out:\n${printComplaints(left)}`))
  const sites = await startLayingSites({ store, clock, basis, onLeft, onBug })
  await store.transaction(async (tx) => {
    const plan = sites.plan()
    if (!(await keepPlan(tx, plan, clock.now()))) return
    await addAudit(tx, { at: clock.now(), partner: null, who: 'hub', what: 'plan read', about: `version ${plan.version}` })
  })
  const overrides = await startLayingOverrides({ ...parts, plan: sites.plan })
  const contacts = await startLayingContacts({ ...parts, plan: overrides.plan })
  const room: Room = {
    metrics,
    store,
    clock,
    plan: contacts.plan,
    secrets: () => basis.secrets,
    library: () => library,
    outside,
    channels,
    strangers,
    answerKey,
    loops: {},
    turns,
    calendar: createCalendar({ store, clock, plan: contacts.plan }),
    news: desk.tell,
    onBug,
  }
  const answer: Engine['respond'] = async (partner, incident, happening, first) => {
    await respond(room, partner, incident, happening, first)
  }
  room.loops.deliver = startDelivering({ ...room, respond: answer, backOff: createBackOff(Math.random) })
  room.loops.act = startActing({ ...room, respond: answer, page: (tx, alarm) => pageOnCall(room, tx, alarm) })
  room.loops.sweep = startSweeping(room)
  room.loops.summarise = startSummarising(room)
  room.loops.report = startReporting(room)
  room.loops.webhook = startPostingWebhooks(room)
  room.loops.subscribers = startTellingSubscribers(room)
  room.loops.prove = startProvingChannels(room)
  room.loops.drill = startDrilling(room)
  room.loops['keep-small'] = startKeepingSmall(room)
  room.loops['look-back'] = startLookingBack(room)
  room.loops.vulnerabilities = startWatchingVulnerabilities(room)
  await room.calendar.refresh() // before the first look: a window that is going on pages nobody
  const sharing = await startSharing({ location: room.plan().hub.location, probe: turns.hub }, parts)
  const checking = await startChecking(room, sharing)
  const lookNow: Checking['lookNow'] = (site) => (sharing.mayLook(site) ? checking.lookNow(site) : desk.askToLook(site))
  sites.whenLaid(() => checking.follow())
  room.loops.maintain = startMaintaining(room, checking)
  room.loops.elsewhere = startJudgingHeard(room, checking, sharing)
  room.loops.alerts = startWeighingAlerts(room, { ...checking, ...sharing, lookNow })
  const agents = startWatchingAgents(room, checking.surroundings)
  room.loops.diagnose = startDiagnosing(room, { surroundings: checking.surroundings, agents, looksAt: sharing.mayLook })
  desk.subscribe(({ partner, incident }) => {
    if (partner !== null && incident !== null) void tellPhase(room, checking, partner, incident).catch(onBug)
  })
  const listener = await startReceivingMail(room)
  const watching = startWatchingDuty(room)
  const watcher = expectWatcher(room)
  desk.whenAskedToLook(async (site) => {
    const isOurs = sharing.mayLook(site)
    if (isOurs) await checking.lookNow(site)
    return isOurs
  })
  desk.whenKept(async () => {
    await sites.read()
    await overrides.read()
    await contacts.read()
    await room.calendar.refresh()
    checking.lookAgain(Object.keys(room.plan().sites)) // a window may have ended
    watching.nudge()
  })
  const others = [
    startKeepingBaselines(room, checking),
    startKeepingMailRoutes(room),
    startWatchingWarnings(room),
    startWatchingStandbys(room),
    startKeepingReadiness(room),
    startReadingAnnouncedWork(room),
    startReadingAbsences(room, overrides.read),
    startAskingForContacts(room),
    startCorrelating(room, desk.subscribe),
    startExpecting(room, watcher),
    startPingingOutside(room),
    startWatchingLocations(room),
  ]

  return {
    respond: answer,
    plan: contacts.plan,
    async readSites() {
      await sites.read()
      desk.tellKept()
    },
    async readContacts() {
      await contacts.read()
      desk.tellKept()
    },
    async readOverrides() {
      await overrides.read()
      watching.nudge()
      desk.tellKept()
    },
    maintenance: maintenanceOf(room),
    agents: agentsOf(room),
    probes: probesOf(room),
    nudge: (loop) => room.loops[loop]?.nudge(),
    checking: { ...checking, lookNow },
    metrics,
    health: () => healthOf(room, clock.now()),
    heardWatcher: watcher.heard,
    askOutside: () => askOutside(room),
    watcherHeardAt: watcher.heardAt,
    events: desk,
    async stop() {
      await listener?.close()
      for (const part of [checking, agents, watching, ...others, contacts, overrides, sites, ...Object.values(room.loops)])
        await part.stop()
      for (const part of [sharing, turns, desk]) await part.stop()
    },
  }
}

// The check engine judges failures by the phase of the site's living incident; late news of an earlier one changes nothing for it.
async function tellPhase({ store }: Room, checking: Checking, partner: string, number: number) {
  const found = await livingBeside(store.db, { partner, number })
  if (found === null) return
  const { site, living } = found
  checking.hearPhase(
    site,
    living ? { number: living.number, phase: living.incident.phase, service: living.incident.verdict?.service ?? null } : null,
  )
}
