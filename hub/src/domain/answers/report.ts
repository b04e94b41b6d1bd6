import type { InboundMail, Original, Understood } from './inbound-mail.ts'

type Bounce = Extract<Understood, { kind: 'bounce' }>

const STATUS = 'message/delivery-status'
const ADDRESS = /[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi
const MOST = 50 // recipients or ids of one report

/** A complaint in the Abuse Reporting Format (RFC 5965): the reader told their provider that our mail is spam. */
export function readComplaint(mail: InboundMail): Extract<Understood, { kind: 'complaint' }> | null {
  const report = mail.parts.find(({ type }) => type === 'message/feedback-report')
  if (!report || /^feedback-type:\s*not-spam/im.test(report.text)) return null
  return { kind: 'complaint', original: originalOf(mail) }
}

/** A report that mail was not delivered, or not yet (RFC 3464), also from servers that write their own way; null when it is none. */
export function readBounce(mail: InboundMail): Bounce | null {
  const status = mail.parts.find(({ type }) => type === STATUS || type === 'message/global-delivery-status')
  return status ? readStatus(mail, status.text) : isFromDaemon(mail) ? readFreely(mail) : null
}

function readStatus(mail: InboundMail, status: string): Bounce | null {
  const groups = status
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .slice(0, MOST)
    .map(fieldsOf)
  const recipients = groups.filter((fields) => fields.has('final-recipient') || fields.has('original-recipient'))
  const failed = recipients.filter((fields) => outcomeOf(fields) === 'failed')
  const delayed = recipients.filter((fields) => outcomeOf(fields) === 'delayed')
  const told = failed.length > 0 ? failed : delayed
  if (told.length === 0) return null
  const addresses = told.flatMap((fields) =>
    ['original-recipient', 'final-recipient'].flatMap((name) => addressesIn((fields.get(name) ?? '').replace(/^[^;]*;/, ''))),
  )
  const reason = told.map((fields) => fields.get('diagnostic-code')?.replace(/^\s*[\w-]+\s*;\s*/, '') ?? fields.get('status') ?? '')[0]!
  return { kind: 'bounce', isFinal: failed.length > 0, addresses: unique(addresses), reason: short(reason), original: originalOf(mail) }
}

function outcomeOf(fields: ReadonlyMap<string, string>): 'failed' | 'delayed' | 'other' {
  const action = (fields.get('action') ?? '').trim().toLowerCase()
  if (action === 'failed' || action === 'delayed') return action
  if (action !== '') return 'other' // delivered, relayed, expanded
  const status = fields.get('status')?.trim() ?? ''
  return status.startsWith('5') ? 'failed' : status.startsWith('4') ? 'delayed' : 'other'
}

const SUBJECTS =
  /undeliver|undelivered|returned (mail|to sender)|delivery (status notification|failure|has failed|delayed)|mail delivery (failed|system)|failure notice|could not be delivered|unzustellbar|nicht zugestellt|non remis|no se puede entregar|não (foi )?entregue/i

// RFC 3834 section 3.3: only what answers for the mail system itself comes from such an address.
function isFromDaemon({ from, headers, subject }: InboundMail): boolean {
  const isDaemon = /^(mailer-daemon|postmaster|mail-?daemon|microsoftexchange[0-9a-f]+|bounces?|mdaemon)@/i.test(from?.address ?? '')
  return headers.has('x-failed-recipients') || ((isDaemon || headers.get('return-path')?.trim() === '<>') && SUBJECTS.test(subject))
}

// qmail, old Exim and others: the addresses stand in a header or in the words, before the copy of the message.
function readFreely(mail: InboundMail): Bounce {
  const words = (mail.text ?? '').slice(0, 10_000).split(/^-.*(?:copy of (?:the|your)|original message|below this line).*$/im)[0]!
  const addresses = unique(addressesIn(mail.headers.get('x-failed-recipients') ?? words))
  const isFinal = !/delayed|warning|verzögert|retard/i.test(mail.subject)
  const reason = words.split('\n').find((line) => /\b[45]\d\d\b|\b[45]\.\d\.\d/.test(line)) ?? mail.subject
  return { kind: 'bounce', isFinal, addresses, reason: short(reason), original: originalOf(mail) }
}

/** What of our message came back with the report: its Message-ID, and where we asked answers and returns to go. */
function originalOf({ parts, text, thread }: InboundMail): Original {
  const returned = parts.find(({ type }) => /^(message\/rfc822|text\/rfc822-headers|message\/global|message\/global-headers)$/.test(type))
  const head = (returned?.text.replace(/^\s+/, '').split(/\r?\n\r?\n/)[0] ?? text?.slice(0, 20_000) ?? '').replace(/\r?\n[ \t]+/g, ' ')
  const values = (names: string) => [...head.matchAll(new RegExp(`^(?:${names}):(.*)$`, 'gim'))].map(([, value]) => value!)
  const ids = values('Message-ID').flatMap((value) => value.match(/<[^<>\s]{1,250}>/g) ?? [])
  return {
    ids: unique([...ids, ...thread]),
    addresses: unique(values('Reply-To|Return-Path').flatMap(addressesIn)),
  }
}

function fieldsOf(group: string): ReadonlyMap<string, string> {
  const lines = group.replace(/\n[ \t]+/g, ' ').split('\n')
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const colon = line.indexOf(':')
      return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : []
    }),
  )
}

const addressesIn = (text: string): string[] => (text.slice(0, 20_000).match(ADDRESS) ?? []).map((address) => address.toLowerCase())
const unique = (values: readonly string[]) => [...new Set(values)].slice(0, MOST)
const short = (text: string) =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 300)
