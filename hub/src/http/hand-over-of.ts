import { handOverOf } from '../domain/handover/hand-over.ts'
import type { HandOver } from '../domain/handover/hand-over.ts'
import type { Incident } from '../domain/incident/incident.ts'
import { findBaseline } from '../store/baselines.ts'
import { eventsOf } from '../store/events.ts'
import { evidenceOf } from '../store/evidence.ts'
import { executionsOf } from '../store/executions.ts'
import { findIncident } from '../store/incidents.ts'
import { listMessages } from '../store/messages.ts'
import { listTasks } from '../store/tasks.ts'
import { timelineOf } from '../store/timeline.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'
import { incidentOf } from './incident-of.ts'

/** The hand-over of an incident as far as the caller may know of it (DIA-8), gathered from the rows of its own tenant; times are said in `zone`. */
export async function gatherHandOver(around: Around, caller: Caller, number: number, zone: string): Promise<HandOver> {
  const { db } = around.store
  const incident = await incidentOf(around, caller, number)
  const { partner, site } = incident
  const plan = around.plan()
  const [timeline, evidence, baseline, executions, tasks, messages, notes, earlier] = await Promise.all([
    timelineOf(db, partner, number),
    evidenceOf(db, partner, number),
    findBaseline(db, partner, site),
    executionsOf(db, partner, number),
    listTasks(db, { partner, incident: number, limit: 500 }),
    listMessages(db, { partner, incident: number, limit: 500 }),
    notesOf(around, partner, number),
    earlierOf(around, incident),
  ])
  return handOverOf({
    ...{ incident, plan, zone, timeline, evidence, baseline, executions, tasks, notes, earlier },
    site: plan.sites[site] ?? null,
    messages: messages.toReversed(), // the store gives the newest first
    at: around.clock.now(),
  })
}

async function notesOf({ store }: Around, partner: string, number: number) {
  const events = await eventsOf(store.db, partner, number)
  return events.flatMap(({ at, event }) => (event.type === 'noted' ? [{ at, by: event.by, text: event.text }] : []))
}

async function earlierOf({ store }: Around, { partner, earlier }: Incident): Promise<Incident | null> {
  return earlier === null ? null : ((await findIncident(store.db, partner, Number(earlier)))?.incident ?? null)
}
