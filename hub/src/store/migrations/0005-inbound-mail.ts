import { sql } from 'kysely'
import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** The mail that came in, the tokens by which it finds its incident, and how far the mailbox has been read. */
export async function up(db: Db): Promise<void> {
  const mail = {
    ...({ id: 'counted', partner: 'text', digest: 'text', at: 'number', kind: 'text', state: 'text', incident: 'number?' } as const),
    ...({ key: 'text?', from: 'text', subject: 'text', text: 'text', settled_by: 'text?' } as const),
  }
  await makeTable(db, 'inbound_mail', mail, { unique: ['digest'], ofIncident: true })
  await sql`create index inbound_mail_waiting on inbound_mail (id) where state = 'waiting'`.execute(db)
  const token = { partner: 'text', key: 'text', hash: 'text' } as const
  await makeTable(db, 'reply_token', token, { key: ['partner', 'key'], unique: ['hash'] })
  const mailbox = { name: 'text', validity: 'text', uid: 'number', failing_since: 'number?', reason: 'text?' } as const
  await makeTable(db, 'mailbox', mailbox, { key: ['name'] })
  await db.schema.createIndex('outbox_by_message_id').on('outbox').column('message_id').execute()
}
