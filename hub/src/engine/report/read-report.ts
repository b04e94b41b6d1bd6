import { after } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { monthStretch } from '../../domain/report/month.ts'
import { readerOf } from '../../domain/report/report-reader.ts'
import { correctionsOf } from '../../domain/report/corrections.ts'
import type { Correction } from '../../domain/report/corrections.ts'
import type { Report, ReportScope } from '../../domain/report/report.ts'
import { findReport } from '../../store/reports.ts'
import type { KeptReport } from '../../store/reports.ts'
import { closedAt, gatherReport } from './gather-report.ts'
import type { Gathering } from './gather-report.ts'

/** A report as it may be shown. */
export type ReadReport = {
  readonly report: Report
  readonly corrections: readonly Correction[]
  readonly isClosed: boolean
  readonly kept: KeptReport | null // null: the month is not over, or nobody counted it when it was
}

/** The report of a month: of a closed one as it was kept, with what is known otherwise since; else counted from what is stored. */
export async function readReport(around: Gathering, scope: ReportScope, month: string, at: Instant): Promise<ReadReport> {
  const kept = await findReport(around.store.db, scope, month)
  const fresh = await gatherReport(around, scope, month, at)
  // Of an old month what it was counted from is dropped: then its report stands as it was kept.
  const isCountable = monthStretch(month, readerOf(around.plan, scope).zone).from > after(at, -around.plan.retention.transitions as Span)
  return {
    ...{ report: kept?.report ?? fresh, kept },
    corrections: kept && isCountable ? correctionsOf(kept.report, fresh) : [],
    isClosed: closedAt(around.plan, scope, month) <= at,
  }
}
