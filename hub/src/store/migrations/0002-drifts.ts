import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What has changed on sites that are well. */
export async function up(db: Db): Promise<void> {
  const drift = { partner: 'text', site: 'text', what: 'text', at: 'number', said: 'text' } as const
  await makeTable(db, 'drift', drift, { key: ['partner', 'site', 'what'] })
}
