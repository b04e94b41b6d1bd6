import { createHash } from 'node:crypto'
import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/**
 * Under which keys secrets are sealed, and what a way out of summaries is found by now that its token is sealed. What is there is sealed at the
 * first start, since that takes the master key.
 */
export async function up(db: Db): Promise<void> {
  await makeTable(db, 'data_key', { id: 'number', sealed: 'text', master: 'text', made_at: 'number' }, { key: ['id'] })
  const change = db.schema.alterTable('opt_out')
  await change.addColumn('hash', 'text', (column) => column.notNull().defaultTo('')).execute()
  for (const { token } of await db.selectFrom('opt_out').select('token').execute()) {
    const hash = createHash('sha256').update(token).digest('hex')
    await db.updateTable('opt_out').set({ hash }).where('token', '=', token).execute()
  }
  await db.schema.createIndex('opt_out_hash').unique().on('opt_out').columns(['hash']).execute()
}
