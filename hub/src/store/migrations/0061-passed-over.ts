import { sql } from 'kysely'
import type { Db } from '../store.ts'

/** Messages that wait for an address or a channel that is busy are passed over by what the index says: their long texts are not read. */
export async function up(db: Db): Promise<void> {
  await sql`drop index outbox_due`.execute(db)
  const columns = sql`contract desc, due_at, seq, channel, address, subscriber`
  await sql`create index outbox_due on outbox (${columns}) where settled_at is null`.execute(db)
}
