import { sql } from 'kysely'
import type { Db } from '../store.ts'

/** What a digest may carry of a message, and which digest carried it. */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('outbox').addColumn('gist', 'text').execute()
  await db.schema.alterTable('outbox').addColumn('folded_into', 'text').execute()
  await sql`create index outbox_folded on outbox (partner, folded_into) where folded_into is not null`.execute(db)
}
