import { findIncident, partnerOfIncident } from '../store/incidents.ts'
import { Problem } from '../problem.ts'
import type { Incident } from '../domain/incident/incident.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'

/** The incident as far as the caller may know of it: another tenant's is as unknown as one that never was. */
export async function incidentOf(
  around: Around,
  caller: Pick<Caller, 'partner'> & Partial<Pick<Caller, 'sites'>>,
  number: number,
): Promise<Incident> {
  const partner = caller.partner ?? (await partnerOfIncident(around.store.db, number))
  const found = partner === null ? null : await findIncident(around.store.db, partner, number)
  if (found && (caller.sites ?? [found.incident.site]).includes(found.incident.site)) return found.incident
  throw new Problem('not-found', 'incident_unknown', `There is no incident ${number}.`, 'Look at /api/v1/incidents for those there are.')
}
