import type { Selectable } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { ImapMailbox } from '../domain/plan/plan.ts'
import type { Db } from './store.ts'

/** How far a mailbox has been read: everything up to `uid`, under that validity (RFC 3501 section 2.3.1.1). */
export type Mailbox = {
  readonly name: string
  readonly validity: string
  readonly uid: number
  readonly failingSince: Instant | null // since when it cannot be read, and why
  readonly reason: string | null
}

/** The mailbox of that name, or null before it was ever reached for. */
export async function findMailbox(db: Db, name: string): Promise<Mailbox | null> {
  const row = await db.selectFrom('mailbox').selectAll().where('name', '=', name).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Under which name the place in a mailbox is kept. */
export const mailboxName = ({ user, host, port, mailbox }: ImapMailbox) => `${user}@${host}:${port}/${mailbox}`

/** Notes that everything up to `uid` is taken. */
export async function markRead(db: Db, name: string, { validity, uid }: Pick<Mailbox, 'validity' | 'uid'>): Promise<void> {
  const now = { validity, uid, failing_since: null, reason: null }
  await db
    .insertInto('mailbox')
    .values({ name, ...now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(now))
    .execute()
}

/** Notes that the mailbox cannot be read; the beginning of it stays. */
export async function markUnreadable(db: Db, name: string, reason: string, at: Instant): Promise<void> {
  await db
    .insertInto('mailbox')
    .values({ name, validity: '', uid: 0, failing_since: at, reason })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ reason, failing_since: eb.fn.coalesce('mailbox.failing_since', eb.val(at)) })),
    )
    .execute()
}

const fromRow = ({ failing_since: failingSince, ...row }: Selectable<Tables['mailbox']>): Mailbox => ({
  ...row,
  failingSince: failingSince as Instant | null,
})
