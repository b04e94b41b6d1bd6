import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What stood on another status page before ours: shown on one page, and counted nowhere. */
export async function up(db: Db): Promise<void> {
  const columns = { partner: 'text', page: 'text', id: 'text', started_at: 'number', body: 'text' } as const
  await makeTable(db, 'brought_notice', columns, { key: ['partner', 'page', 'id'] })
}
