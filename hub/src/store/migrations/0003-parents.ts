import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What several outages have in common, and which incidents hang under it. Both are the operator's: they cross tenants. */
export async function up(db: Db): Promise<void> {
  const parent = { id: 'counted', partner: 'text', shared: 'text', value: 'text', opened_at: 'number', ended_at: 'number?' } as const
  await makeTable(db, 'parent', parent, {})
  const affected = {
    ...({ partner: 'text', parent: 'number', incident: 'number', site: 'text', site_partner: 'text' } as const),
    ...({ joined_at: 'number', left_at: 'number?' } as const),
  }
  await makeTable(db, 'affected', affected, { key: ['partner', 'parent', 'incident'] })
}
