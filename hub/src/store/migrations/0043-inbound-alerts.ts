import { sql } from 'kysely'
import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What other monitors say: a row for each time that something was wrong, from its beginning to its end. */
export async function up(db: Db): Promise<void> {
  const alert = {
    ...({ id: 'counted', partner: 'text', source: 'text', key: 'text', started_at: 'number', resolved_at: 'number?' } as const),
    ...({ site: 'text?', name: 'text', says: 'text', link: 'text?', heard_at: 'number', times: 'number', state: 'text' } as const),
    ...({ due_at: 'number?', incident: 'number?', told_at: 'number?', settled_by: 'text?' } as const),
  }
  await makeTable(db, 'inbound_alert', alert, { unique: ['source', 'key', 'started_at'], ofIncident: true })
  await sql`create index inbound_alert_due on inbound_alert (due_at) where due_at is not null`.execute(db)
  await sql`create index inbound_alert_waiting on inbound_alert (id) where state = 'waiting'`.execute(db)
  await db.schema.createIndex('inbound_alert_of_site').on('inbound_alert').columns(['partner', 'site', 'id']).execute()
}
