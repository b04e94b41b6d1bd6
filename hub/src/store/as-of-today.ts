import type { Incident, Task } from '../domain/incident/incident.ts'
import { milliseconds } from '../domain/instant.ts'

const INCIDENT = { parent: null, snooze: null, drill: null, promisedAt: null, responses: [], proposed: [], longestOutage: milliseconds(0) }
const TASK = { execution: null, checklist: [], remindAt: null }

/** An incident as it was stored, by this release or an earlier one, with whatever the earlier one did not know yet as if nothing of it had happened. */
export function asOfToday(stored: Omit<Incident, keyof typeof INCIDENT>): Incident {
  const incident: Incident = { ...INCIDENT, ...stored }
  const tasks = Object.entries(incident.tasks).map(([id, task]): [string, Task] => [id, { ...TASK, ...task }])
  return { ...incident, tasks: Object.fromEntries(tasks) }
}
