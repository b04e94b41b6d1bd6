import { knownFor } from '../audience/known-for.ts'
import { beginIncident } from '../incident/begin.ts'
import { decide } from '../incident/decide.ts'
import { isLiving } from '../incident/is-living.ts'
import { entriesOf } from '../incident/entry.ts'
import type { Entry } from '../incident/entry.ts'
import type { Effect, Happening, Incident, SummaryReader } from '../incident/incident.ts'
import { after, earliest } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { shareSummary } from '../incident/summary.ts'
import { pin } from '../incident/pin.ts'
import { speak } from '../message/speak.ts'
import type { Templates } from '../message/template.ts'
import type { Plan } from '../plan/plan.ts'
import { asksForStatistics } from '../playbook/asks-for.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { CAUSE_OF } from '../triage/beside-the-page.ts'
import { foundCause, GENUINE, newsOf } from './news-of.ts'
import type { Scenario, ScenarioEvent } from './scenario.ts'

/** A window on the calendar of a rehearsal. */
export type RehearsedWindow = { readonly name: string; readonly starts: Instant; readonly ends: Instant; readonly sites: readonly string[] }

export type Rehearsing = {
  readonly plan: Plan
  readonly playbooks: readonly (readonly Playbook[])[]
  readonly templates: Templates
  readonly scenario: Scenario
  readonly window: RehearsedWindow | null
  readonly most?: number // so many moments and lines, and then it is cut: whoever rehearses in a running hub holds it up meanwhile
}

export type Rehearsal = {
  readonly timeline: readonly (Entry & { readonly site: string })[]
  readonly ended: string // the phase reached at `until`
  readonly incidents: readonly Incident[]
  readonly isCut: boolean // there were more than `most`
}

/**
 * The real engine on a virtual clock: it jumps from one due moment to the next, every channel records instead of sending, and every message
 * arrives at once unless its address bounces. A week takes milliseconds.
 */
export function rehearse(rehearsing: Rehearsing): Rehearsal {
  const { scenario, most = Infinity } = rehearsing
  let incidents = 0
  let moments = 0
  const stages = scenario.sites.map((site) => createStage(rehearsing, site, () => String(++incidents)))
  const until = after(scenario.start, scenario.until)
  let waiting = [...scenario.events]
  const isCut = () => Math.max(moments, ...stages.map(({ timeline }) => timeline.length)) >= most

  for (;;) {
    const nextEvent = waiting[0] ? after(scenario.start, waiting[0].at) : null
    const at = earliest(
      nextEvent,
      ...stages.map((stage) => stage.wakeAt()),
      ...stages.flatMap(({ summaries }) => summaries.map(({ dueAt }) => dueAt)),
    )
    if (at === null || at > until || isCut()) break
    moments++
    const now = waiting.filter((event) => after(scenario.start, event.at) === at)
    waiting = waiting.filter((event) => !now.includes(event))
    for (const event of now) for (const stage of stages) if (event.of.includes(stage.site)) stage.happens(event, at)
    for (const stage of stages) stage.wakes(at)
    summarise(stages, at)
  }
  const timeline = stages.flatMap((stage) => stage.timeline).sort((a, b) => a.at - b.at)
  const told = stages.flatMap((stage) => stage.incident() ?? [])
  return { timeline, ended: phaseOf(told), incidents: told, isCut: isCut() }
}

// As in the hub: one message for all that is due to the same client or partner.
function summarise(stages: readonly Stage[], at: Instant) {
  const due = stages.flatMap((stage) => stage.summaries.flatMap((one) => (one.dueAt <= at ? [{ ...one, stage }] : [])))
  for (const ofOne of Map.groupBy(due, ({ reader, name }) => `${reader} ${name}`).values()) {
    const { reader } = ofOne[0]!
    const asked = ofOne.map(({ stage, id }) => ({ incident: stage.incidentOf(id), isDownAgain: living(stage.incident()) }))
    const heard = shareSummary(reader, asked, [])
    for (const { stage, id } of ofOne) stage.tell(heard.get(id)!, at, id)
  }
}

const PHASES = ['suspected', 'open', 'stabilising', 'resolved', 'reviewed', 'false-alarm']

/** Of several incidents the one that is least far. */
const phaseOf = (incidents: readonly Incident[]): string =>
  incidents.map(({ phase }) => phase).sort((a, b) => PHASES.indexOf(a) - PHASES.indexOf(b))[0] ?? 'none'

// One site on the stage: its incident, the cause that diagnosis will find, and what was said.
function createStage({ plan, playbooks, templates, scenario, window }: Rehearsing, site: string, nextId: () => string) {
  const timeline: (Entry & { readonly site: string })[] = []
  const former = new Map<string, Incident>()
  const summaries: RehearsedSummary[] = []
  let incident: Incident | null = null
  let cause = scenario.cause
  let downSince: Instant | null = null
  let windowEnds = window?.sites.includes(site) ? window.ends : null

  const tell = (happening: Happening, at: Instant, id = incident?.id) => {
    if (happening.type === 'suspected') {
      if (incident) former.set(incident.id, incident)
      incident = happening.incident
      id = incident.id
    }
    const before = id === incident?.id ? incident : former.get(id!)
    if (!before) return
    const known = { ...knownFor({ plan, secretsPresent: () => true, incident: before, happening, at }), ...scenario.lasting }
    const { incident: next, effects } = decide(before, { ...happening, known }, at)
    if (next.id === incident?.id) incident = next
    else former.set(next.id, next)
    const lines = entriesOf(effects, at, (effect) => speak({ plan, templates, incident: next, effect, at }).subject)
    timeline.push(...lines.map((line) => ({ ...line, site })))
    for (const effect of effects) follow(effect, at, next.id)
  }

  // What the world does at once because of an order: the message arrives, the cause is found.
  const follow = (effect: Effect, at: Instant, id: string) => {
    if (effect.do === 'page' || effect.do === 'message' || (effect.do === 'announce' && effect.recipient.channel !== 'status-page'))
      tell({ type: 'delivered', key: effect.key, outcome: 'delivered', reason: null }, at, id)
    if (effect.do === 'diagnose') find(at)
    if (effect.do === 'summarise') keepSummary(effect, id)
  }

  const keepSummary = ({ reader, dueAt }: Extract<Effect, { do: 'summarise' }>, id: string) => {
    const known = summaries.findIndex((one) => one.id === id && one.reader === reader)
    if (known >= 0) summaries.splice(known, 1)
    const { client, partner } = plan.sites[site]!
    if (dueAt !== null) summaries.push({ id, reader, name: (reader === 'client' ? client : null) ?? partner, dueAt })
  }

  const find = (at: Instant) => {
    const service = incident?.verdict?.service
    const found = cause ?? (service ? CAUSE_OF[service] : 'unknown')
    const news = foundCause(playbooks, found)
    const { statistics } = scenario
    if (statistics && asksForStatistics(news.playbook) && !incident?.statistics)
      tell({ type: 'statistics-known', by: 'The panel', statistics }, at)
    tell(news, at)
  }

  const goDown = (at: Instant, verdict = GENUINE) => {
    downSince ??= at
    if (!living(incident)) {
      const isPlanned = window !== null && windowEnds !== null && at >= window.starts && at < windowEnds
      begin(at, isPlanned ? window.name : null)
      if (isPlanned) return
    }
    tell({ type: 'confirmed', verdict, since: at }, at)
  }

  const begin = (at: Instant, maintenance: string | null) => {
    const earlier = incident && incident.phase !== 'false-alarm' ? incident.id : null
    const fresh = beginIncident({
      id: nextId(),
      site,
      partner: plan.sites[site]!.partner,
      detectedAt: at,
      pinned: pin(plan, site),
      earlier,
    })
    tell({ type: 'suspected', incident: fresh }, at)
    if (maintenance)
      tell(
        {
          type: 'dismissed',
          verdict: { ...GENUINE, verdict: 'maintenance', reason: 'maintenance.planned', because: [`Known maintenance: ${maintenance}.`] },
        },
        at,
      )
  }

  const maintain = (state: 'started' | 'extended' | 'completed' | 'cancelled', by: number, at: Instant) => {
    if (windowEnds === null) return
    if (state === 'extended') windowEnds = (windowEnds + by) as Instant
    if (state === 'completed' || state === 'cancelled') windowEnds = at
    timeline.push({ at, kind: 'state', note: `Maintenance ${window!.name}: ${state}.`, site })
  }

  return {
    site,
    timeline,
    summaries,
    tell,
    incident: () => incident,
    incidentOf: (id: string) => (incident?.id === id ? incident : former.get(id)!),
    wakeAt: () =>
      earliest(
        incident?.wakeAt ?? null,
        ...[...former.values()].map(({ wakeAt }) => wakeAt),
        downSince !== null && !living(incident) ? windowEnds : null,
      ),
    wakes(at: Instant) {
      // Still down when its window ends: an incident whose clock starts there (I-45).
      if (windowEnds !== null && at >= windowEnds) {
        windowEnds = null
        if (downSince !== null && !living(incident)) goDown(at)
      }
      for (const { id, wakeAt } of former.values()) if (wakeAt !== null && wakeAt <= at) tell({ type: 'clock' }, at, id)
      while (incident && incident.wakeAt !== null && incident.wakeAt <= at) {
        const before: Instant = incident.wakeAt
        tell({ type: 'clock' }, at)
        if (incident.wakeAt === before) break
      }
    },
    happens(event: ScenarioEvent, at: Instant) {
      switch (event.happens) {
        case 'site':
          if (event.state === 'down') return goDown(at)
          downSince = null // a slow site answers
          return tell({ type: 'seen-up' }, at)
        case 'service':
          return goDown(at, { ...GENUINE, service: event.service })
        case 'cause':
          cause = event.cause
          return incident && isLiving(incident) ? find(at) : undefined
        case 'maintenance':
          return maintain(event.state, event.state === 'extended' ? event.by : 0, at)
        default: {
          const news = newsOf(event, incident)
          return news ? tell(news, at) : undefined
        }
      }
    },
  }
}

type Stage = ReturnType<typeof createStage>
type RehearsedSummary = { readonly id: string; readonly reader: SummaryReader; readonly name: string; readonly dueAt: Instant }

const living = (incident: Incident | null) => incident !== null && isLiving(incident)
