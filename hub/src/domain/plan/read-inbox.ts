import { z } from 'zod'
import type { Draft } from './draft.ts'
import type { Inbox, Partner } from './plan.ts'
import { listening, mailAddress, secret } from './words.ts'

const LONGEST_NAME = 31 // before the "@": a plus and a token of 32 must fit into the 64 of RFC 5321
const PATH = ['channels', 'mail', 'inbox'] as const

export const InboxPart = z.strictObject({ address: mailAddress, imap: secret, listen: listening.optional() })

/** Where answers arrive. The address of the mailbox holds its password, so it is a secret as a whole and never repeated. */
export function readInbox(draft: Draft, { address, imap, listen }: z.infer<typeof InboxPart>): Inbox {
  mustHoldToken(draft, [...PATH, 'address'], address)
  const isImapWritten = draft.written([...PATH, 'imap']) !== undefined
  if (!isImapWritten && !listen)
    draft.complain(PATH, 'channels.mail.inbox: nothing says how mail gets in', 'add "imap: imaps://…" or "listen: 127.0.0.1:2525"')
  return { address, imap: isImapWritten ? readMailbox(draft, imap) : null, listen: listen ?? null }
}

/** A partner's clients answer to its own address, which forwards to the inbox; else they read the operator's inbox in a mail of the partner's brand. */
export function judgeReplies(draft: Draft, inbox: Inbox | null, partners: Readonly<Record<string, Partner>>) {
  for (const { id, brand } of Object.values(partners)) {
    const path = ['partners', id, 'brand']
    if (brand.reply !== null) mustHoldToken(draft, [...path, 'reply'], brand.reply)
    if (brand.reply !== null && inbox === null)
      draft.warn([...path, 'reply'], `partners.${id}.brand.reply is not used without an inbox`, 'add "inbox:" to channels.mail')
    if (brand.reply !== null || inbox === null || domainOf(inbox.address) === domainOf(brand.from.address)) continue
    draft.warn(
      path,
      `partners.${id}.brand: its clients answer to ${inbox.address}, which is not in its name`,
      `add "reply: ${brand.from.address}" and let that address forward to the inbox`,
    )
  }
}

function mustHoldToken(draft: Draft, path: readonly PropertyKey[], address: string) {
  if (address.lastIndexOf('@') <= LONGEST_NAME && !address.includes('+')) return
  const what = `${path.map(String).join('.')}: "${address}" leaves no room for "+" and the token of an answer`
  draft.complain(path, what, `write a name of at most ${LONGEST_NAME} characters, without a "+"`)
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

function readMailbox(draft: Draft, imap: string): Inbox['imap'] {
  const path = [...PATH, 'imap']
  draft.keepSecret(path, imap, 'the mailbox is not read', URL.parse(imap)?.password !== '')
  if (imap === '') return null
  const url = URL.parse(imap)
  const isEncoded = [url?.username, url?.password, url?.pathname].every((text) => !/%(?![0-9a-f]{2})/i.test(text ?? ''))
  if (!url || !isEncoded || !['imap:', 'imaps:'].includes(url.protocol) || url.hostname === '' || url.username === '') {
    const fix = 'write it as imaps://user:password@mail.harbor.example/INBOX, with %40 for an "@" in the user'
    draft.complain(path, 'channels.mail.inbox.imap: is not the address of a mailbox', fix)
    return null
  }
  const secure = url.protocol === 'imaps:'
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    user: decodeURIComponent(url.username),
    mailbox: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
  }
}
