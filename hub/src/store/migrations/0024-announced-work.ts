import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** The work that providers announce on their status pages. It is read from what is public, and is no partner's. */
export async function up(db: Db): Promise<void> {
  await makeTable(db, 'announced_work', { provider: 'text', read_at: 'number', works: 'text' }, { key: ['provider'] })
}
