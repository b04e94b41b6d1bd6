import type { Db } from '../store.ts'

/** Ways to what goes on, past everything that is over: the incidents of a phase, and the larger outage that one is under. */
export async function up(db: Db): Promise<void> {
  await db.schema.createIndex('incident_phase').on('incident').columns(['phase']).execute()
  await db.schema.createIndex('affected_incident').on('affected').columns(['incident']).execute()
}
