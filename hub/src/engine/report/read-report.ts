import type { Instant } from '../../domain/instant.ts'
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
  return {
    ...{ report: kept?.report ?? fresh, kept },
    corrections: kept ? correctionsOf(kept.report, fresh) : [],
    isClosed: closedAt(around.plan, scope, month) <= at,
  }
}
