import { listInboundMail } from '../store/inbound-mail.ts'
import type { StoredMail } from '../store/inbound-mail.ts'
import { findMailbox, mailboxName } from '../store/mailbox.ts'
import type { Mailbox } from '../store/mailbox.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'

/** Mail that a person has to place. That of which nobody knows whose it is is the operator's alone. */
export const waitingMail = ({ store }: Around, { partner }: Caller): Promise<StoredMail[]> =>
  listInboundMail(store.db, { partner, state: 'waiting', limit: 100 })

/** The mailbox of answers where it cannot be read; null where it can, where there is none, and for whom it is no business of. */
export async function unreadableMailbox({ store, plan }: Around, { partner }: Caller): Promise<Mailbox | null> {
  const imap = partner === null ? plan().channels.inbox?.imap : null
  const mailbox = imap ? await findMailbox(store.db, mailboxName(imap)) : null
  return mailbox?.failingSince ? mailbox : null
}
