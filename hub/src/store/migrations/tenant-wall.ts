import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { kindOf } from '../kind.ts'
import type { Db } from '../store.ts'

/** For whom the transaction asks: a tenant, `*` for the house, or nobody. */
export const ASKS = sql`current_setting('allclear.partner', true)`

/**
 * From now on PostgreSQL gives rows of the table only to whom they belong, or to the house; whoever does not say who they are gets none. A tenant
 * sees those as well of which `seenToo` is true, and cannot change them. The owner of the table is bound by it too.
 */
export async function raiseTenantWall(db: Db, table: string, seenToo?: RawBuilder<unknown>): Promise<void> {
  if (kindOf(db) === 'sqlite') return
  const own = sql`${ASKS} in ('*', partner)` // asked plainly: as a query within the policy it made small queries slower
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
  await sql`alter table ${sql.table(table)} force row level security`.execute(db)
  await sql`drop policy if exists tenant on ${sql.table(table)}`.execute(db)
  await sql`create policy tenant on ${sql.table(table)} using (${own}) with check (${own})`.execute(db)
  await sql`drop policy if exists seen on ${sql.table(table)}`.execute(db)
  if (seenToo) await sql`create policy seen on ${sql.table(table)} for select using (${seenToo})`.execute(db)
}
