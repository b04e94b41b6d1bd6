import type { Entry } from '../../domain/incident/entry.ts'
import type { Incident, Known } from '../../domain/incident/incident.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { StoredEvidence } from '../../store/evidence.ts'
import type { LargerOutage } from '../larger-outages.ts'
import type { Message } from '../../store/outbox.ts'
import type { Vote } from '../../store/votes.ts'
import type { Task } from '../../store/tasks.ts'

/** What the incident room shows, read at one moment for one reader. */
export type View = {
  readonly incident: Incident
  readonly plan: Plan
  readonly now: Instant
  readonly zones: { readonly yours: string; readonly theirs: string }
  readonly timeline: readonly (Entry & { readonly seq: number })[]
  readonly tasks: readonly Task[]
  readonly messages: readonly Message[]
  readonly votes: readonly Vote[] // whether the messages helped
  readonly evidence: readonly StoredEvidence[]
  readonly reach: Known // whom words would reach now, and why them
  readonly larger: readonly LargerOutage[] // that it is part of, for the operator's people alone
  readonly mayAct: boolean
  readonly isOurs: boolean // the reader is one of the operator's people
  readonly by: string // under which name their deeds are written down
}
