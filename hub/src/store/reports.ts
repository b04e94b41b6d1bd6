import type { Selectable } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import { OPERATOR } from '../domain/audience/pages.ts'
import type { Report, ReportScope } from '../domain/report/report.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** The report of a closed month as it was made, and whether it was sent. */
export type KeptReport = {
  readonly report: Report
  readonly dueAt: Instant | null
  readonly sentAt: Instant | null
  readonly approvedAt: Instant | null
  readonly approvedBy: string | null
}

const keyOf = ({ partner, client }: ReportScope) => ({
  partner: partner ?? OPERATOR,
  scope: partner === null ? 'fleet' : client === null ? 'partner' : `client/${client}`,
})

/** Keeps it as it is now; one that is kept already stays. */
export async function keepReport(db: Db, report: Report, dueAt: Instant | null): Promise<void> {
  const fresh = { sent_at: null, approved_at: null, approved_by: null }
  await db
    .insertInto('report')
    .values({ ...keyOf(report), month: report.month, body: JSON.stringify(report), made_at: report.madeAt, due_at: dueAt, ...fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The report of a month, or null where none is kept. */
export async function findReport(db: Db, scope: ReportScope, month: string): Promise<KeptReport | null> {
  const { partner, scope: of } = keyOf(scope)
  const query = db.selectFrom('report').selectAll().where('partner', '=', partner).where('scope', '=', of)
  const row = await query.where('month', '=', month).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** For whom the report of a month is kept, as `partner scope`. */
export async function keptScopes(db: Db, month: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('report').select(['partner', 'scope']).where('month', '=', month).execute()
  return new Set(rows.map(({ partner, scope }) => `${partner} ${scope}`))
}

/** How `keptScopes` names a scope. */
export const scopeName = (scope: ReportScope): string => Object.values(keyOf(scope)).join(' ')

/** The reports of a month of a partner, its clients' among them. */
export async function reportsOf(db: Db, partner: string, month: string): Promise<KeptReport[]> {
  const query = db.selectFrom('report').selectAll().where('partner', '=', partner).where('month', '=', month).where('scope', '!=', 'fleet')
  return (await query.orderBy('scope').execute()).map(fromRow)
}

/** The months of which a report is kept, the newest first. */
export async function keptMonths(db: Db, scope: ReportScope): Promise<string[]> {
  const { partner, scope: of } = keyOf(scope)
  const query = db.selectFrom('report').select('month').where('partner', '=', partner).where('scope', '=', of)
  return (await query.orderBy('month', 'desc').execute()).map(({ month }) => month)
}

/** Reports that are to leave by now, a partner's before its clients'. */
export async function dueReports(db: Db, now: Instant, limit: number): Promise<KeptReport[]> {
  const query = db.selectFrom('report').selectAll().where('due_at', '<=', now).orderBy('due_at').orderBy('partner').orderBy('scope', 'desc')
  return (await query.limit(limit).execute()).map(fromRow)
}

/** When the next one leaves. */
export async function nextReport(db: Db): Promise<Instant | null> {
  const row = await db
    .selectFrom('report')
    .select((eb) => eb.fn.min('due_at').as('at'))
    .executeTakeFirst()
  return (row?.at ?? null) as Instant | null
}

/** Gives a report that was never to leave a time; one that waits for a word, has left or has a time stays. */
export async function scheduleReport(db: Db, scope: ReportScope, month: string, dueAt: Instant): Promise<void> {
  const { partner, scope: of } = keyOf(scope)
  const kept = db
    .updateTable('report')
    .set({ due_at: dueAt })
    .where('partner', '=', partner)
    .where('scope', '=', of)
    .where('month', '=', month)
  await kept.where('due_at', 'is', null).where('sent_at', 'is', null).execute()
}

/** Notes that it has left at `sentAt`, or, with null, that it does not leave; false when it was not due any more. */
export async function settleReport(tx: Db, { report }: KeptReport, sentAt: Instant | null): Promise<boolean> {
  const { partner, scope } = keyOf(report)
  const due = tx.updateTable('report').set({ due_at: null, sent_at: sentAt }).where('partner', '=', partner).where('scope', '=', scope)
  return (await due.where('month', '=', report.month).where('due_at', 'is not', null).executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Somebody has said that the clients of a partner get theirs of a month: they leave at `dueAt`. Gives how many. */
export async function approveReports(
  tx: Db,
  { partner, month, by, at, dueAt }: { partner: string; month: string; by: string; at: Instant; dueAt: Instant },
): Promise<number> {
  const theirs = tx.updateTable('report').set({ approved_at: at, approved_by: by, due_at: dueAt }).where('partner', '=', partner)
  const waiting = theirs
    .where('month', '=', month)
    .where('scope', 'like', 'client/%')
    .where('sent_at', 'is', null)
    .where('approved_at', 'is', null)
  return Number((await waiting.executeTakeFirstOrThrow()).numUpdatedRows)
}

const fromRow = (row: Selectable<Tables['report']>): KeptReport => ({
  report: JSON.parse(row.body) as Report,
  dueAt: row.due_at as Instant | null,
  sentAt: row.sent_at as Instant | null,
  approvedAt: row.approved_at as Instant | null,
  approvedBy: row.approved_by,
})
