import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Passkeys, what was asked of a browser and is waited for, and by which way a session began. */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('token').addColumn('via', 'text').execute()
  const passkey = {
    ...({ id: 'text', person: 'text', name: 'text', rp: 'text', handle: 'text', public_key: 'text', counter: 'number' } as const),
    ...({ multi_device: 'number', backed_up: 'number', transports: 'text', made_at: 'number', used_at: 'number?' } as const),
  }
  await makeTable(db, 'passkey', passkey, { key: ['id'] })
  await db.schema.createIndex('passkey_of').on('passkey').columns(['person']).execute()
  const challenge = { hash: 'text', purpose: 'text', body: 'text', expires_at: 'number' } as const
  await makeTable(db, 'challenge', challenge, { key: ['hash'] })
}
