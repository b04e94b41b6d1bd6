import { sql } from 'kysely'
import type { Db } from '../store.ts'

/** Ways to what goes on, past everything that is over: the open incidents, and the larger outage that one is under. */
export async function up(db: Db): Promise<void> {
  await sql`create index incident_open on incident (id, version) where phase = 'open' and drill is null`.execute(db)
  await db.schema.createIndex('affected_incident').on('affected').columns(['incident']).execute()
}
