import type { Incident } from './incident.ts'

/** Whether the incident pages nobody because another one leads the larger outage that it is part of (TRI-3). */
export const rests = ({ parent }: Incident) => parent !== null && !parent.leads
