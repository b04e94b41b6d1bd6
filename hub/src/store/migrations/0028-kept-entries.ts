import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Partners, clients and sites as people made or filled them in on screen, in the words of the configuration. */
export async function up(db: Db): Promise<void> {
  const columns = { partner: 'text', kind: 'text', id: 'text', body: 'text', changed_at: 'number', changed_by: 'text' } as const
  await makeTable(db, 'kept_entry', columns, { key: ['partner', 'kind', 'id'], unique: ['kind', 'id'] })
}
