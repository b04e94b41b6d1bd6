import { sql } from 'kysely'
import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Planned windows, what happened to each, and what the status pages were told of them. */
export async function up(db: Db): Promise<void> {
  const window = {
    partner: 'text',
    id: 'text',
    phase: 'text',
    ends_at: 'number',
    wake_at: 'number?',
    version: 'number',
    body: 'text',
  } as const
  await makeTable(db, 'maintenance', window, { key: ['partner', 'id'], unique: ['id'] })
  await sql`create index maintenance_due on maintenance (wake_at) where wake_at is not null`.execute(db)
  const event = { partner: 'text', maintenance: 'text', seq: 'number', at: 'number', type: 'text', body: 'text' } as const
  await makeTable(db, 'maintenance_event', event, { key: ['partner', 'maintenance', 'seq'] })
  const update = { partner: 'text', page: 'text', key: 'text', maintenance: 'text', at: 'number', kind: 'text' } as const
  const words = { subject: 'text', text: 'text' } as const
  await makeTable(db, 'maintenance_update', { ...update, ...words }, { key: ['partner', 'page', 'key'] })
  await db.schema.createIndex('maintenance_update_on_page').on('maintenance_update').columns(['page', 'at']).execute()
}
