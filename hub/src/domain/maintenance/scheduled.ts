import type { Recipient } from '../incident/incident.ts'
import type { Instant, Span } from '../instant.ts'
import type { Maintenance } from './read-maintenance.ts'

export type MaintenancePhase = 'planned' | 'running' | 'verifying' | 'completed' | 'cancelled'

/** What is said of a window, and when: one word a template `maintenance-<kind>`. */
export type NoticeKind = 'notice' | 'reminder' | 'moved' | 'cancelled' | 'started' | 'extended' | 'completed'

/** One planned window from its planning to its end. Plain data; only `decideMaintenance` makes a new one. */
export type ScheduledMaintenance = {
  readonly partner: string // who planned it: `operator` for windows that may affect every tenant
  readonly facts: Maintenance // the seven facts as they are now
  readonly series: string | null // of which it is one occurrence
  readonly phase: MaintenancePhase
  readonly plannedAt: Instant
  readonly timedAt: Instant // when the present times were set: what the lead time counts from
  readonly changedAt: Instant
  readonly sequence: number // rises with each change that a calendar shows (RFC 5545 3.8.7.4)
  readonly given: { readonly week: boolean; readonly day: boolean } // notices of the present times
  readonly told: readonly Reached[]
  readonly movedFrom: Instant | null
  readonly cancelledBecause: string | null
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null // when the work was said to be done, or called off
  readonly unwell: readonly string[] // sites that the last verification did not find well
  readonly overrun: { readonly calls: number; readonly nextAt: Instant } | null
  readonly wakeAt: Instant | null // when to ask again with `clock`; while verifying, when to look at the sites
}

/** Somebody whom a window concerns: one address of one tenant, and which of its sites. */
export type Reached = {
  readonly partner: string
  readonly client: string | null
  readonly sites: readonly string[]
  readonly recipient: Recipient
}

export type MaintenanceHappening =
  | { readonly type: 'planned'; readonly by: string }
  | { readonly type: 'clock' }
  | { readonly type: 'started'; readonly by: string }
  | { readonly type: 'extended'; readonly by: string; readonly length: Span }
  | { readonly type: 'moved'; readonly by: string; readonly startsAt: Instant; readonly lasts: Span; readonly emergency: string | null }
  | { readonly type: 'cancelled'; readonly by: string; readonly reason: string }
  | { readonly type: 'completed'; readonly by: string }
  | { readonly type: 'verified'; readonly unwell: readonly string[] }

/** What happened to a window, with what was looked up at that moment. */
export type MaintenanceEvent = MaintenanceHappening & { readonly known: MaintenanceKnown }

export type MaintenanceKnown = {
  readonly reached: readonly Reached[] // whom it concerns
  readonly waits: readonly Span[] // how long each rung of the ladder waits
  readonly lookAgain: Span // after how long a site that was not well is looked at again
}

/** What must be done because of a decision; stored in the same transaction. */
export type MaintenanceOrder =
  | { readonly do: 'tell'; readonly kind: NoticeKind; readonly key: string; readonly reached: Reached; readonly isShort: boolean }
  | { readonly do: 'page'; readonly key: string; readonly rung: number }
  | { readonly do: 'withdraw'; readonly why: string } // words about the window that are not sent yet are not sent any more

export type MaintenanceDecision = { readonly work: ScheduledMaintenance; readonly orders: readonly MaintenanceOrder[] }
