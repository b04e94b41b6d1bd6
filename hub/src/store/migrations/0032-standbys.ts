import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** How the standbys of sites were last seen. */
export async function up(db: Db): Promise<void> {
  const standby = { partner: 'text', site: 'text', url: 'text', state: 'text', since: 'number', said: 'text' } as const
  await makeTable(db, 'standby', standby, { key: ['partner', 'site'] })
}
