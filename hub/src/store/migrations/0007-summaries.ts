import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Outages that a summary will tell of and when, and the addresses that may ask for no summaries, or have. */
export async function up(db: Db): Promise<void> {
  const summary = { partner: 'text', incident: 'number', reader: 'text', name: 'text', due_at: 'number' } as const
  await makeTable(db, 'summary', summary, { key: ['partner', 'incident', 'reader'], ofIncident: true })
  await db.schema.createIndex('summary_due').on('summary').column('due_at').execute()
  const optOut = { partner: 'text', address: 'text', token: 'text', unsubscribed_at: 'number?' } as const
  await makeTable(db, 'opt_out', optOut, { key: ['partner', 'address'], unique: ['token'] })
}
