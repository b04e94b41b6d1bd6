import type { Deed } from '../domain/audit/deeds.ts'
import type { Happening, Incident } from '../domain/incident/incident.ts'
import { Problem } from '../problem.ts'
import { addAudit } from '../store/audit.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'
import { incidentOf } from './incident-of.ts'

/** What somebody does to an incident. */
export type IncidentDeed = Extract<Happening, { readonly type: Deed; readonly by: string | null }>

/** Something a person does to an incident: refused once it is over, told to the engine, and written down. Gives the incident as it is then. */
export async function command(
  around: Around,
  caller: Pick<Caller, 'by' | 'partner'> & Partial<Pick<Caller, 'sites'>> & { readonly through?: string },
  number: number,
  happening: IncidentDeed,
): Promise<Incident> {
  const { partner, phase, ladder, site } = await incidentOf(around, caller, number)
  if (isOver(phase) && !AFTERWARDS.includes(happening.type)) {
    throw new Problem('conflict', 'incident_already_resolved', `Incident ${number} is over.`, 'Add a note to it, or wait for a new one.')
  }
  const { acknowledgedBy, offeredTo } = ladder
  if (happening.type === 'acknowledged' && acknowledgedBy !== null && acknowledgedBy !== caller.by && offeredTo !== caller.by) {
    const name = around.plan().people[acknowledgedBy]?.name ?? acknowledgedBy
    throw new Problem('conflict', 'incident_already_acknowledged', `${name} has it already.`, 'Take it over, or leave it with them.')
  }
  if (phase === 'suspected' && happening.type === 'update-written') {
    throw new Problem(
      'conflict',
      'incident_not_confirmed',
      `Incident ${number} is not confirmed yet.`,
      'Wait for the verdict, or add a note to it.',
    )
  }
  await around.respond(partner, number, happening)
  const about = [`incident ${number}`, caller.through].filter(Boolean).join(' ')
  await addAudit(around.store.db, { at: around.clock.now(), partner, who: caller.by, what: happening.type, about, site })
  return incidentOf(around, caller, number)
}

const AFTERWARDS: readonly Happening['type'][] = [
  'noted',
  'task-added',
  'task-taken',
  'item-ticked',
  'task-done',
  'case-chased',
  'measure-taken',
  'review-held',
]

const isOver = (phase: Incident['phase']) => phase === 'resolved' || phase === 'reviewed' || phase === 'false-alarm'
