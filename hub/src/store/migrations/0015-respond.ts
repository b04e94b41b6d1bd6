import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** When the letter left that proves mail and has not come back yet, and the browsers that take push messages. */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('channel_proof').addColumn('awaits', 'bigint').execute()
  const browser = { endpoint: 'text', person: 'text', p256dh: 'text', auth: 'text', made_at: 'number' } as const
  await makeTable(db, 'browser', browser, { key: ['endpoint'] })
}
