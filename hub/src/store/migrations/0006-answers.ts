import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Answers by a press: the key that makes their links, the votes on messages, and the way from a post in a chat to its message. */
export async function up(db: Db): Promise<void> {
  await makeTable(db, 'installation', { name: 'text', value: 'text' }, { key: ['name'] })
  const vote = {
    partner: 'text',
    incident: 'number',
    message: 'text',
    helpful: 'number',
    comment: 'text?',
    by: 'text',
    at: 'number',
  } as const
  await makeTable(db, 'vote', vote, { key: ['partner', 'incident', 'message'], ofIncident: true })
  await db.schema.createIndex('outbox_by_reference').on('outbox').columns(['partner', 'reference']).execute()
}
