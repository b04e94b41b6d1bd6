import { after, seconds } from '../../domain/instant.ts'
import type { Plan, Secrets } from '../../domain/plan/plan.ts'
import { MailboxFailure, openMailbox } from '../../network/mailbox.ts'
import type { MailboxServer, OpenMailbox } from '../../network/mailbox.ts'
import { findMailbox, mailboxName, markRead, markUnreadable } from '../../store/mailbox.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { MOST_MAIL_BYTES, receive } from './receive.ts'
import type { Room } from '../room.ts'

const AT_ONCE = 50 // mails of a pass
const PAUSE = seconds(20) // before a mailbox that could not be read is tried again

/**
 * Reads the inbox over IMAP as long as the hub runs: as soon as the server says that something came, and every minute. The position is kept
 * after each mail, so that a restart takes none twice and loses none; a mailbox that was made anew is read from its beginning.
 */
export function startReadingMailbox(room: Room, server: MailboxServer): Loop {
  const name = mailboxName(server)
  const { db } = room.store
  const turn = room.turns.of(`mailbox ${name}`)
  let box: OpenMailbox | null = null
  const loop = startLoop({
    clock: room.clock,
    turn,
    most: seconds(60),
    onBug: room.onBug,
    async pass() {
      try {
        if (!box?.isOpen()) box = await openMailbox(server, () => loop.nudge())
        return (await takeNew(room, box, name)) ? room.clock.now() : null
      } catch (error) {
        if (!(error instanceof MailboxFailure)) throw error
        const now = room.clock.now()
        await markUnreadable(db, name, error.message, now)
        return after(now, PAUSE)
      }
    },
  })
  return {
    ...loop,
    async stop() {
      await loop.stop()
      await box?.close()
    },
  }
}

/** Takes what is new, the oldest first; true when there may be more. At the very first look only what nobody has read is new. */
async function takeNew(room: Room, box: OpenMailbox, name: string): Promise<boolean> {
  const { db } = room.store
  const { validity } = box
  const known = await findMailbox(db, name)
  const isFirst = known === null || known.validity === ''
  const last = isFirst ? null : known.validity === validity ? known.uid : 0
  const numbers = await box.numbersAfter(last)
  for (const uid of isFirst ? numbers : numbers.slice(0, AT_ONCE)) {
    const raw = await box.read(uid, MOST_MAIL_BYTES)
    if (raw) await receive(room, raw, [])
    if (!isFirst) await markRead(db, name, { validity, uid })
    await box.markSeen(uid)
  }
  if (isFirst || known.failingSince !== null) await markRead(db, name, { validity, uid: last ?? box.newest })
  return !isFirst && numbers.length > AT_ONCE
}

/** The mailbox that the plan names, with the login that its secret holds; null when there is none to read. */
export function mailboxOf(plan: Plan, secrets: Secrets): MailboxServer | null {
  const imap = plan.channels.inbox?.imap
  const url = URL.parse(secrets.get('channels.mail.inbox.imap') ?? '')
  if (!imap || !url) return null
  return { ...imap, password: decodeURIComponent(url.password) }
}
