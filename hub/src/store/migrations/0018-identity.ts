import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** How the operator's people prove who they are, who else may look in, and what partners keep current of their contacts. */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('token').addColumn('agent', 'text').execute()
  const credential = {
    person: 'text',
    password: 'text?',
    password_at: 'number?',
    totp: 'text?',
    totp_at: 'number?',
    totp_step: 'number?',
  } as const
  await makeTable(db, 'credential', credential, { key: ['person'] })
  await makeTable(db, 'recovery_code', { person: 'text', hash: 'text', used_at: 'number?' }, { key: ['person', 'hash'] })
  const member = {
    ...({ partner: 'text', mail: 'text', name: 'text', role: 'text', client: 'text?', invited_by: 'text' } as const),
    ...({ invited_at: 'number', link: 'text?', ended_at: 'number?' } as const),
  }
  await makeTable(db, 'member', member, { key: ['partner', 'mail'] })
  const book = {
    ...({ partner: 'text', client: 'text', body: 'text?', changed_at: 'number?', changed_by: 'text?' } as const),
    ...({ confirmed_at: 'number?', confirmed_by: 'text?', due_at: 'number', asked_at: 'number?' } as const),
  }
  await makeTable(db, 'contact_book', book, { key: ['partner', 'client'] })
  await db.schema.createIndex('contact_book_due').on('contact_book').columns(['due_at']).execute()
}
