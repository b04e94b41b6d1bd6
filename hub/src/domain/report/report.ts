import type { Budget } from '../availability/budget.ts'
import type { Ledger } from '../availability/ledger.ts'
import type { ResponseReport } from '../incident/first-response-report.ts'
import type { Instant, Span } from '../instant.ts'

/** Of whom a report tells: of everybody (`partner: null`), of a partner's clients, or of one client. */
export type ReportScope = { readonly partner: string | null; readonly client: string | null }

/** How sites stood in a month against what is promised. */
export type Standing = {
  readonly ledger: Ledger
  readonly availability: number | null // 0 to 1
  readonly budget: Budget
  readonly plannedPart: number | null // of all downtime
}
export type SiteStanding = Standing & {
  readonly site: string
  readonly partner: string
  readonly client: string | null
  readonly goal: number // percent
  readonly credit: number // percent of the fee
}

/** A genuine outage that went on in the month. */
export type ReportedIncident = {
  readonly number: number
  readonly site: string
  readonly partner: string
  readonly cause: string | null // null: none is confirmed
  readonly from: Instant
  readonly until: Instant | null // well for good; null: it was not over
  readonly down: Span // unscheduled, within the month
}

/** How long something took, of the outages that began in the month. */
export const TIMES = ['notice', 'acknowledge', 'first-word', 'restore'] as const
export type TimesTaken = {
  readonly what: (typeof TIMES)[number]
  readonly counted: number
  readonly median: Span | null
  readonly longest: Span | null
  readonly policy: Span | null // null: nothing was promised, or not the same to all
  readonly late: readonly number[] // incidents
}

/** A warning that was seen to before it came true. */
export type Prevented = {
  readonly site: string
  readonly what: string // `domain`, `certificate`, `drift …`
  readonly warnedAt: Instant
  readonly doneAt: Instant
  readonly dueAt: Instant | null
}

export type ReportedWork = {
  readonly id: string
  readonly partner: string // who planned it
  readonly from: Instant
  readonly until: Instant
  readonly reason: string
  readonly sites: readonly string[] // of this report
}

/** What ends soon. */
export type Expiry = { readonly site: string; readonly what: 'domain' | 'certificate'; readonly at: Instant }

/** How fast a site answered us. */
export type Speed = { readonly site: string; readonly mean: Span; readonly worst: Span; readonly before: Span | null }

/** What has changed on a site without its standing still: a record, a name server. */
export type Change = { readonly site: string; readonly at: Instant; readonly said: string }

/** The worst and the mean of a month on one host, as its agent saw it. */
export type HostMonth = {
  readonly days: number
  readonly cpu: number | null // mean share, 0 to 1
  readonly load: number | null // worst, of a core
  readonly memory: number | null // worst share
  readonly disk: number | null // worst share of the fullest disk
  readonly mailQueue: number | null // most mails that waited
  readonly restarts: number
  readonly logins?: number // suspect ones; months that were closed before they were counted have none, as of the next
  readonly spam?: number // times at which mail looked like somebody else's
}
export type ReportedHost = HostMonth & { readonly host: string; readonly name: string; readonly before: HostMonth | null }

/** The numbers of one month. Words are made of them afterwards, in the language of the reader. */
export type Report = ReportScope & {
  readonly month: string
  readonly zone: string
  readonly from: Instant
  readonly to: Instant
  readonly madeAt: Instant
  readonly total: Standing
  readonly before: { readonly availability: number | null; readonly down: Span; readonly incidents: number }
  readonly sites: readonly SiteStanding[]
  readonly incidents: readonly ReportedIncident[]
  readonly response: ResponseReport
  readonly times: readonly TimesTaken[]
  readonly works: readonly ReportedWork[]
  readonly prevented: readonly Prevented[]
  readonly falseAlarms: { readonly quiet: number; readonly woke: number }
  readonly ahead: readonly Expiry[]
  readonly speeds: readonly Speed[]
  readonly changes: readonly Change[]
  readonly hosts: readonly ReportedHost[]
}
