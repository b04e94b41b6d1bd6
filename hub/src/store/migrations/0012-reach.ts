import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What people answer by text message, and what the operator's webhook shall hear. */
export async function up(db: Db): Promise<void> {
  await makeTable(db, 'heard_text', { reference: 'text', at: 'number', answer: 'text' }, { key: ['reference'] })
  const post = {
    seq: 'counted',
    partner: 'text',
    incident: 'number',
    subject: 'text',
    body: 'text',
    ordered_at: 'number',
    state: 'text',
    due_at: 'number',
    tries: 'number',
    reason: 'text?',
  } as const
  await makeTable(db, 'webhook_post', post, { ofIncident: true })
  await db.schema.createIndex('webhook_post_due').on('webhook_post').columns(['state', 'due_at']).execute()
}
