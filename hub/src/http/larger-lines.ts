import type { Incident } from '../domain/incident/incident.ts'
import type { LargerOutage } from './larger-outages.ts'

/** A line for each larger outage: what it is for everyone, which sites are at risk for the operator's people alone. */
export function largerLines(outages: readonly LargerOutage[], incidents: readonly Incident[]): string[] {
  const lines = new Map(incidents.flatMap(({ parent, phase }) => (parent && phase === 'open' ? [[parent.id, parent.says]] : [])))
  for (const { parent, says, atRisk } of outages) lines.set(parent.id, atRisk.length > 0 ? `${says} At risk: ${atRisk.join(', ')}.` : says)
  return [...lines.values()]
}
