import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Who wants to be told by a status page, who asked for it, and what they are still to be told. */
export async function up(db: Db): Promise<void> {
  const subscriber = {
    ...({ seq: 'counted', partner: 'text', page: 'text', channel: 'text', address: 'text', language: 'text' } as const),
    ...({ incidents: 'number', maintenance: 'number', sites: 'text?', state: 'text', asked_at: 'number', reason: 'text?' } as const),
  }
  await makeTable(db, 'subscriber', subscriber, { unique: ['partner', 'page', 'channel', 'address'] })
  await db.schema.createIndex('subscriber_of_page').on('subscriber').columns(['partner', 'page', 'state', 'seq']).execute()
  const signUp = { seq: 'counted', partner: 'text', page: 'text', at: 'number', from: 'text', address: 'text' } as const
  await makeTable(db, 'sign_up', signUp, {})
  await db.schema.createIndex('sign_up_at').on('sign_up').column('at').execute()
  const notice = {
    ...({ seq: 'counted', partner: 'text', page: 'text', key: 'text', incident: 'number?', kind: 'text', stage: 'text' } as const),
    ...({ at: 'number', subject: 'text', text: 'text', sites: 'text', reached: 'number' } as const),
  }
  await makeTable(db, 'subscriber_notice', notice, { unique: ['partner', 'page', 'key'] })
  await db.schema.alterTable('outbox').addColumn('subscriber', 'bigint').execute()
}
