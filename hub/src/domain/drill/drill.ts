import type { Instant } from '../instant.ts'

/** An exercise of the team on the true clock (PRP-3): planned, under way, or past. */
export type Drill = {
  readonly id: number
  readonly site: string
  readonly scenario: string // YAML, as it was given
  readonly window: { readonly from: Instant; readonly until: Instant } | null // unannounced: its moment was chosen within
  readonly every: number | null // days: then it comes again
  readonly dueAt: Instant | null // when it begins, or goes on; null: over
  readonly state: 'planned' | 'running' | 'over' | 'cancelled'
  readonly incident: number | null
  readonly played: number // events of its scenario that have happened
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly why: string | null // why it ended, or never began
  readonly madeBy: string
  readonly madeAt: Instant
}

/** What it takes to plan one. */
export type NewDrill = Pick<Drill, 'site' | 'scenario' | 'window' | 'every' | 'madeBy' | 'madeAt'> & { readonly dueAt: Instant }
