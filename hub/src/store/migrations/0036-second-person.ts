import { sql } from 'kysely'
import type { Db } from '../store.ts'

/** Orders that two people must agree to: until when they may, who has, what was tried dry for them, and which incident it is for. */
export async function up(db: Db): Promise<void> {
  for (const column of ['waits_until', 'incident'] as const) await db.schema.alterTable('agent_order').addColumn(column, 'bigint').execute()
  for (const column of ['first_by', 'second_by', 'dry_run', 'partner', 'asked_for'] as const)
    await db.schema.alterTable('agent_order').addColumn(column, 'text').execute()
  // A playbook's step that is run again finds what it has asked for.
  await sql`create unique index agent_order_asked on agent_order (asked_for) where asked_for is not null`.execute(db)
  await sql`create index agent_order_waits on agent_order (waits_until) where waits_until is not null`.execute(db)
}
