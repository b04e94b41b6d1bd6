import { milliseconds } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Incident, Ladder, Pinned } from './incident.ts'

export const RESTING_LADDER: Ladder = {
  rung: 0,
  round: 0,
  calls: 0,
  nextAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  newsAt: null,
}

/** An incident at the first failed check, before anyone knows whether it is genuine. It pins the plan of that moment. */
export function beginIncident(first: {
  id: string
  site: string
  partner: string
  detectedAt: Instant
  pinned: Pinned
  earlier: string | null
  drill?: string | null
}): Incident {
  return {
    drill: null,
    ...first,
    phase: 'suspected',
    confirmedAt: null,
    failingSince: first.detectedAt,
    wellSince: null,
    outages: 1,
    longestOutage: milliseconds(0),
    verdict: null,
    diagnosis: null,
    causeConfirmed: false,
    playbook: null,
    playbookAt: null,
    steps: {},
    ladder: RESTING_LADDER,
    response: null,
    responses: [],
    heardOn: false,
    promisedAt: null,
    told: [],
    held: [],
    answers: [],
    tasks: {},
    marks: [],
    unreachable: [],
    proposed: [],
    resolvedAt: null,
    parent: null,
    snooze: null,
    wakeAt: null,
  }
}
