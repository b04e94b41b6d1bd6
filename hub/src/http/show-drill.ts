import type { Drill as Shape, DrillReport as ReportShape } from '@allclear/wire/drill.ts'
import { OPERATOR } from '../domain/audience/pages.ts'
import type { Drill } from '../domain/drill/drill.ts'
import { reportOf } from '../domain/drill/report-of.ts'
import type { DrillReport } from '../domain/drill/report-of.ts'
import { after, between, iso, isoOrNull, saySpan } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { unmet } from '../domain/rehearsal/expectations.ts'
import { readScenario } from '../domain/rehearsal/read-scenario.ts'
import type { Scenario } from '../domain/rehearsal/scenario.ts'
import { findIncident } from '../store/incidents.ts'
import { listMessages } from '../store/messages.ts'
import { timelineOf } from '../store/timeline.ts'
import type { Around } from './around.ts'
import { sayCause } from './console/cause-words.ts'

const MOST_PAGES = 500

/** A drill as people read it. When an unannounced one begins is said to nobody, not even to who planned it. */
export async function showDrill(around: Around, drill: Drill): Promise<Shape> {
  const { id, site, state, window, every, why, startedAt } = drill
  const by = nameOf(around, drill.madeBy)
  const { scenario } = readScenario(drill.scenario, 'scenario', around.plan())
  return {
    ...{ id, site, state, every, why, by },
    says: scenario === null ? 'Its scenario fits no longer.' : sayScenario(scenario),
    due: state === 'planned' && window === null ? isoOrNull(drill.dueAt) : null,
    window: window && { from: iso(window.from), until: iso(window.until) },
    incident: drill.incident === null ? null : String(drill.incident),
    ...{ startedAt: isoOrNull(startedAt), endedAt: isoOrNull(drill.endedAt) },
    endsBy: state === 'running' && scenario !== null ? iso(after(startedAt!, scenario.until)) : null,
    report: drill.incident === null ? null : await reported(around, drill, scenario),
  }
}

async function reported(around: Around, { incident: number, startedAt }: Drill, scenario: Scenario | null) {
  const { db } = around.store
  const [found, timeline, messages] = await Promise.all([
    findIncident(db, OPERATOR, number!),
    timelineOf(db, OPERATOR, number!),
    listMessages(db, { partner: OPERATOR, incident: number!, limit: MOST_PAGES }),
  ])
  const pages = messages.toReversed().map((message) => ({ ...message, channel: message.recipient.channel }))
  const start = startedAt!
  const missed = scenario === null ? [] : unmet({ ...scenario, start }, timeline)
  const report = showReport(reportOf(found!.incident, timeline, pages), start, missed.map(({ message }) => message)) // prettier-ignore
  return {
    ...report,
    paged: report.paged.map((one) => ({ ...one, person: nameOf(around, one.person) })),
    acknowledged: report.acknowledged.map((one) => ({ ...one, by: nameOf(around, one.by) })),
  }
}

const nameOf = (around: Around, person: string) => around.plan().people[person]?.name ?? person

/** A report with its moments as text, and its lengths in seconds since `start`. */
export function showReport({ told, paged, acknowledged, late }: DrillReport, start: Instant, missed: readonly string[]): ReportShape {
  const since = (at: Instant) => Math.round(between(start, at) / 1000)
  return {
    told: told.map(({ at, to, ...one }) => ({ at: iso(at), after: since(at), ...one, to: [...to] })),
    paged: paged.map(({ at, took, ...one }) => ({
      at: iso(at),
      after: since(at),
      ...one,
      took: took === null ? null : Math.round(took / 1000),
    })),
    acknowledged: acknowledged.map(({ by, at }) => ({ by, at: iso(at), after: since(at) })),
    late: [...late],
    unmet: [...missed],
  }
}

// One line: what for, and for how long.
function sayScenario({ cause, events, until }: Scenario): string {
  const back = events.find((event) => event.happens === 'site' && event.state === 'up')
  const what = cause === null ? 'Down, and nobody knows why' : `Down: ${sayCause(cause)}`
  return back ? `${what}; back after ${saySpan(back.at)}` : `${what}; ends after ${saySpan(until)}`
}
