import { sql } from 'kysely'
import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Windows that repeat, and the own domains of status pages. */
export async function up(db: Db): Promise<void> {
  const series = { partner: 'text', id: 'text', wake_at: 'number?', body: 'text' } as const
  await makeTable(db, 'maintenance_series', series, { key: ['partner', 'id'], unique: ['id'] })
  await sql`create index maintenance_series_due on maintenance_series (wake_at) where wake_at is not null`.execute(db)
  const domain = { partner: 'text', domain: 'text', due_at: 'number?', body: 'text' } as const
  await makeTable(db, 'own_domain', domain, { key: ['partner', 'domain'] })
  await sql`create index own_domain_due on own_domain (due_at) where due_at is not null`.execute(db)
}
