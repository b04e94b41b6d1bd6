import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What was answered to a request with an `Idempotency-Key`, so that the same one is done once. */
export async function up(db: Db): Promise<void> {
  const kept = { partner: 'text', token: 'text', key: 'text', asked: 'text', begun_at: 'number', answer: 'text?' } as const
  await makeTable(db, 'kept_answer', kept, { key: ['partner', 'token', 'key'] })
  await db.schema.createIndex('kept_answer_begun').on('kept_answer').columns(['begun_at']).execute()
}
