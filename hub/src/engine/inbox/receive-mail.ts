import { isInbox } from '../../domain/answers/reply-address.ts'
import { listenForMail } from '../../network/mail-listener.ts'
import type { MailListener } from '../../network/mail-listener.ts'
import { mailboxOf, startReadingMailbox } from './read-mailbox.ts'
import { inboxesOf, MOST_MAIL_BYTES, receive } from './receive.ts'
import type { Room } from '../room.ts'

/** Opens the ways by which the plan says that answers come in: the mailbox, the listener, or both. Gives the listener, to be closed at the end. */
export async function startReceivingMail(room: Room): Promise<MailListener | null> {
  const server = mailboxOf(room.plan(), room.secrets())
  if (server) room.loops['read-mail'] = startReadingMailbox(room, server)
  const listen = room.plan().channels.inbox?.listen
  if (!listen) return null
  return listenForMail({
    ...listen,
    mostBytes: MOST_MAIL_BYTES,
    accepts: (address) => isInbox(address, inboxesOf(room.plan())),
    async take(raw, recipients) {
      await receive(room, raw, recipients).catch((error: unknown) => {
        room.onBug(error)
        throw error
      })
    },
  })
}
