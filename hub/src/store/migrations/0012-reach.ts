import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What people answer by text message, what the operator's webhook shall hear, and how each channel stood when it was proved last. */
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
  const proof = {
    channel: 'text',
    due_at: 'number',
    proved_at: 'number?',
    failures: 'number',
    failing_since: 'number?',
    reason: 'text?',
  } as const
  await db.schema.createIndex('outbox_to').on('outbox').columns(['channel', 'address', 'seq']).execute()
  await makeTable(db, 'channel_proof', proof, { key: ['channel'] })
}
