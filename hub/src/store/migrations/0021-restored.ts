import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** The incidents that were going on when the backup was made from which this data was restored. */
export async function up(db: Db): Promise<void> {
  await makeTable(db, 'restored', { partner: 'text', incident: 'number', at: 'number' }, { key: ['partner', 'incident'], ofIncident: true })
}
