import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Who takes the mail of the contacts' domains, and which of their addresses have failed. */
export async function up(db: Db): Promise<void> {
  const route = { partner: 'text', domain: 'text', hosts: 'text', addresses: 'text', seen_at: 'number' } as const
  await makeTable(db, 'mail_route', route, { key: ['partner', 'domain'] })
  const bounce = { partner: 'text', address: 'text', at: 'number', reason: 'text' } as const
  await makeTable(db, 'bounced_address', bounce, { key: ['partner', 'address'] })
}
