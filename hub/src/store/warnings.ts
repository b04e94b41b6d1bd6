import type { Warning } from '../domain/warning/warnings-ahead.ts'
import type { Instant } from '../domain/instant.ts'
import type { SeenTo } from '../domain/report/prevented-in.ts'
import type { Db } from './store.ts'

/** A warning about a site, and whether somebody has seen to it. */
export type KeptWarning = Omit<Warning, 'what'> & {
  readonly id: number
  readonly partner: string
  readonly site: string
  readonly what: string
  readonly at: Instant
  readonly done: { readonly at: Instant; readonly by: string } | null
}

/** Keeps a warning; false when the site has it already: it comes once. */
export async function keepWarning(
  db: Db,
  partner: string,
  site: string,
  { what, threshold, said, dueAt }: Warning,
  at: Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('warning')
    .values({ partner, site, what, threshold, said, at, due_at: dueAt, done_at: null, done_by: null })
    .onConflict((conflict) => conflict.columns(['partner', 'site', 'what', 'threshold']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** The warnings that nobody has seen to, of all partners for the operator (`null`), what is due first before the others. */
export async function openWarnings(db: Db, partner: string | null, site?: string): Promise<KeptWarning[]> {
  let query = db.selectFrom('warning').selectAll().where('done_at', 'is', null)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (site !== undefined) query = query.where('site', '=', site)
  const rows = await query.orderBy('seq').execute()
  const all = rows.map(({ seq, due_at, at, done_at: _at, done_by: _by, ...same }) => ({
    ...same,
    id: seq,
    at: at as Instant,
    dueAt: due_at as Instant | null,
    done: null,
  }))
  return all.toSorted((one, other) => (one.dueAt ?? Infinity) - (other.dueAt ?? Infinity))
}

/** The warnings that were seen to within a time; of all partners for the operator (`null`). */
export async function warningsSeenTo(
  db: Db,
  partner: string | null,
  from: Instant,
  until: Instant,
): Promise<(SeenTo & { readonly partner: string })[]> {
  let query = db.selectFrom('warning').selectAll().where('done_at', '>=', from).where('done_at', '<', until)
  if (partner !== null) query = query.where('partner', '=', partner)
  const rows = await query.orderBy('seq').execute()
  return rows.map(({ partner: whose, site, what, at, due_at, done_at, done_by }) => ({
    ...{ partner: whose, site, what, at: at as Instant, dueAt: due_at as Instant | null },
    done: { at: done_at as Instant, by: done_by ?? '' },
  }))
}

/** Somebody, or what was seen, has seen to it; false when it was done already or is another partner's. */
export async function closeWarning(db: Db, partner: string | null, id: number, by: string, at: Instant): Promise<boolean> {
  let query = db.updateTable('warning').set({ done_at: at, done_by: by }).where('seq', '=', id).where('done_at', 'is', null)
  if (partner !== null) query = query.where('partner', '=', partner)
  return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}
