import PostalMime from 'postal-mime'
import type { Address, Attachment, Email } from 'postal-mime'
import type { InboundMail, Part } from '../../domain/answers/inbound-mail.ts'

const LIMITS = { maxNestingDepth: 50, maxHeadersSize: 256 * 1024, forceRfc822Attachments: true }
const MOST_TEXT = 200_000
const MOST_HTML = 500_000
const MOST_REPORT = 64 * 1024
const MOST_PARTS = 100
const MOST_ADDRESSES = 100
const REPORTS = /^(message\/|text\/rfc822-headers$)/

/** Reads a mail as it came; `envelope` names whom it was delivered for, where that is known. One that cannot be read is read as far as its head. */
export async function readMail(raw: Uint8Array, envelope: readonly string[]): Promise<InboundMail> {
  try {
    return fromEmail(await PostalMime.parse(raw, LIMITS), envelope)
  } catch {
    const head = Buffer.from(raw.subarray(0, LIMITS.maxHeadersSize))
      .toString('latin1')
      .split(/\r?\n\r?\n/)[0]!
    const email = await PostalMime.parse(`${head.slice(0, 32_000)}\r\n\r\n`, LIMITS).catch(() => null)
    const words = 'This mail could not be read.'
    return email
      ? { ...fromEmail(email, envelope), from: null, text: words, html: null, parts: [] }
      : {
          messageId: null,
          from: null,
          recipients: [...envelope],
          subject: '',
          thread: [],
          headers: new Map(),
          text: words,
          html: null,
          parts: [],
        }
  }
}

function fromEmail(email: Email, envelope: readonly string[]): InboundMail {
  const headers = new Map(email.headers.toReversed().map(({ key, value }) => [key, value.slice(0, 10_000)]))
  const from = mailboxesOf([email.from])[0]
  const others = ['delivered-to', 'x-original-to', 'envelope-to', 'x-forwarded-to'].map((name) => addressIn(headers.get(name) ?? ''))
  const named = mailboxesOf([...(email.to ?? []), ...(email.cc ?? [])]).map(({ address }) => address)
  const recipients = [...envelope, ...named, ...others].map((address) => address.toLowerCase()).filter((address) => address.includes('@'))
  return {
    messageId: idsIn(email.messageId ?? '')[0] ?? null,
    from: from?.address.includes('@') ? { name: line(from.name, 200), address: line(from.address, 254) } : null,
    recipients: [...new Set(recipients)].slice(0, MOST_ADDRESSES),
    subject: line(email.subject ?? '', 500),
    thread: [...new Set([...idsIn(email.inReplyTo ?? ''), ...idsIn(email.references ?? '').toReversed()])],
    headers,
    text: email.text?.slice(0, MOST_TEXT) ?? null,
    html: email.html?.slice(0, MOST_HTML) ?? null,
    parts: email.attachments
      .filter(({ related }) => !related)
      .slice(0, MOST_PARTS)
      .map(partOf),
  }
}

function partOf({ mimeType, filename, content }: Attachment): Part {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as ArrayBuffer)
  const text = REPORTS.test(mimeType) ? bytes.subarray(0, MOST_REPORT).toString('utf8') : ''
  return { type: mimeType, name: filename === null ? null : line(filename, 200), text }
}

const mailboxesOf = (addresses: readonly (Address | undefined)[]) =>
  addresses
    .slice(0, MOST_ADDRESSES)
    .flatMap((one) => (one === undefined ? [] : (one.group ?? [one])))
    .map(({ name, address }) => ({ name, address: address ?? '' }))

const idsIn = (text: string) => (text.slice(0, 20_000).match(/<[^<>\s]{1,250}>/g) ?? []).slice(-20)
const addressIn = (text: string) => /[^\s<>,;]+@[^\s<>,;]+/.exec(text.slice(0, 1000))?.[0] ?? ''
const line = (text: string, most: number) =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, most)
