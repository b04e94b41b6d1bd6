import { whenMinute } from '../calendar/local-time.ts'
import type { Instant } from '../instant.ts'
import { afterMonth } from './month.ts'

/** When the report of a month leaves, and whether clients get theirs. */
export type ReportPolicy = {
  readonly day: number // of the month after, 1 to 28
  readonly minute: number // of that day, in the reader's zone
  readonly clients: 'after-approval' | 'with-partner' | 'never' // after-approval: once the partner has said that they may go
}

/** When the report of a month is due in a zone. */
export const reportDueAt = ({ day, minute }: ReportPolicy, month: string, timezone: string): Instant =>
  whenMinute(Temporal.PlainYearMonth.from(afterMonth(month)).toPlainDate({ day }), minute, timezone)
