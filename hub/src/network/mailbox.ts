import type { ImapMailbox } from '../domain/plan/plan.ts'
import { judgeAddress } from './addresses.ts'

export type MailboxServer = ImapMailbox & { readonly password: string }

/** An open mailbox. Every deed throws a `MailboxFailure` when the server cannot be reached, refuses, or goes away. */
export type OpenMailbox = {
  readonly validity: string // UIDs mean the same as long as this is the same (RFC 3501 section 2.3.1.1)
  readonly newest: number // number of the newest mail when it was opened
  /** Numbers of the mails after `uid`, the oldest first; with null those that nobody has read. */
  numbersAfter(uid: number | null): Promise<number[]>
  /** The mail as it came, at most `mostBytes` of it; null when it is gone. It stays unread. */
  read(uid: number, mostBytes: number): Promise<Uint8Array | null>
  /** Marks it as read; nothing is ever deleted. */
  markSeen(uid: number): Promise<void>
  isOpen(): boolean
  close(): Promise<void>
}

/** That a mailbox cannot be read, in a sentence. */
export class MailboxFailure extends Error {}

const STEP_MS = 15_000

/** Opens a mailbox over IMAP and says when something new has come (IDLE, RFC 2177, where the server knows it). */
export async function openMailbox(server: MailboxServer, onNews: () => void): Promise<OpenMailbox> {
  const { host, port, secure, user, password, mailbox } = server
  const { ImapFlow } = await import('imapflow') // 20 MB that a hub without a mailbox does not need
  const client = new ImapFlow({
    host,
    port,
    secure,
    auth: { user, pass: password },
    // A password goes in clear to a neighbour at most.
    ...(secure || isNear(host) ? {} : { doSTARTTLS: true }),
    tls: { rejectUnauthorized: secure || !isNear(host) },
    logger: false,
    autoIdleDelay: 1000,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: 4 * STEP_MS,
    maxIdleTime: 2 * STEP_MS, // a connection that is dead is noticed by then
    maxLiteralSize: 64 * 1024 * 1024,
  })
  const told = { error: '' }
  client.on('error', (error: Error) => void (told.error = error.message)) // the deed under way fails with it
  client.on('exists', onNews)
  client.on('close', onNews)
  const doing = async <T>(what: string, deed: () => Promise<T>): Promise<T> => {
    try {
      return await deed()
    } catch (error) {
      client.close()
      throw new MailboxFailure(`${host}:${port} ${what}: ${sayError(error, told.error)}`)
    }
  }
  await doing('could not be reached', () => client.connect())
  const opened = await doing(`does not open ${mailbox}`, () => client.mailboxOpen(mailbox))
  return {
    validity: String(opened.uidValidity),
    newest: opened.uidNext - 1,
    numbersAfter: (uid) =>
      doing('did not say what is new', async () => {
        const found = await client.search(uid === null ? { seen: false } : { uid: `${uid + 1}:*` }, { uid: true })
        return (found || []).filter((number) => number > (uid ?? 0)).sort((a, b) => a - b)
      }),
    read: (uid, mostBytes) =>
      doing('did not hand out a mail', async () => {
        const mail = await client.fetchOne(String(uid), { source: { maxLength: mostBytes } }, { uid: true })
        return (mail && mail.source) || null
      }),
    async markSeen(uid) {
      await doing('did not mark a mail as read', () => client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }))
    },
    isOpen: () => client.usable,
    async close() {
      await Promise.race([client.logout(), new Promise((end) => setTimeout(end, 1000).unref())]).catch(() => {})
      client.close()
    },
  }
}

const isNear = (host: string) => host === 'localhost' || judgeAddress(host).reach === 'private'

// What the server said to a refused login names no secret; the library's own words are kept short.
function sayError(error: unknown, earlier: string): string {
  const { message, responseText } = error as { message?: string; responseText?: string }
  return (responseText ?? (message || earlier || 'the connection was lost')).replace(/[\s\p{Cc}]+/gu, ' ').slice(0, 200)
}
