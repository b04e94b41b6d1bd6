import type { Instant } from '../../domain/instant.ts'
import { reportDueAt } from '../../domain/report/report-policy.ts'
import { readerOf } from '../../domain/report/report-reader.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { addAudit } from '../../store/audit.ts'
import { approveReports } from '../../store/reports.ts'
import type { Store } from '../../store/store.ts'

/** Lets the clients of a partner have their reports of a month, not before the day of the plan. Gives how many go; 0 where none waited. */
export async function approve(
  { store, plan }: { readonly store: Store; readonly plan: Plan },
  { partner, month, by, at }: { readonly partner: string; readonly month: string; readonly by: string; readonly at: Instant },
): Promise<number> {
  if (plan.reports?.clients !== 'after-approval') return 0
  const due = reportDueAt(plan.reports, month, readerOf(plan, { partner, client: null }).zone)
  return store.transaction(async (tx) => {
    const count = await approveReports(tx, { partner, month, by, at, dueAt: Math.max(due, at) as Instant })
    if (count > 0) await addAudit(tx, { at, partner, who: by, what: 'reports-approved', about: month })
    return count
  })
}
