import { sql } from 'kysely'
import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Drills, and of each incident whether it is one: a site that is down for real has its own incident beside that of a drill. */
export async function up(db: Db): Promise<void> {
  const window = { window_from: 'number?', window_until: 'number?', every: 'number?' } as const
  const run = { incident: 'number?', played: 'number', started_at: 'number?', ended_at: 'number?', why: 'text?' } as const
  const row = { id: 'counted', site: 'text', scenario: 'text', ...window } as const
  const making = { made_by: 'text', made_at: 'number' } as const
  await makeTable(db, 'drill', { ...row, due_at: 'number?', state: 'text', ...run, ...making }, {})
  await sql`create index drill_due on drill (due_at) where due_at is not null`.execute(db)
  await db.schema.alterTable('incident').addColumn('drill', 'bigint').execute()
  await sql`drop index incident_living`.execute(db)
  await sql`create unique index incident_living on incident (partner, site) where phase in ('suspected', 'open', 'stabilising') and drill is null`.execute(
    db,
  )
}
