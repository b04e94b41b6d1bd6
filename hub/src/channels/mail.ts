import { createHash, createPrivateKey } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import DKIM from 'nodemailer/lib/dkim'
import MailComposer from 'nodemailer/lib/mail-composer'
import { addressFault, displayNameFault } from '../domain/message/address.ts'
import { sendBySmtp } from '../network/smtp.ts'
import { withCrlf } from '../network/smtp-wire.ts'
import type { Channel, ChannelSettings, Delivery, Outgoing } from './channel.ts'

type MailSettings = NonNullable<ChannelSettings['mail']>

/** Writes a letter in the sender's brand and hands it to the mail server: to everyone in To and CC, or to nobody (COM-1). */
export const mail: Channel = {
  kind: 'mail',
  title: 'E-mail',
  says: "Letters in the sender's own brand, signed with DKIM, to everyone in To and CC or to nobody.",
  async send(message, settings, around) {
    if (!settings.mail) return refused('No mail server is configured.')
    const fault = envelopeFault(message)
    if (fault) return fault
    if (settings.mail.dkim && !isRsaKey(settings.mail.dkim.key))
      return { outcome: 'try_later', reason: `The DKIM key of ${settings.mail.dkim.domain} is no RSA private key in PEM.`, after: null }
    const letter = {
      from: returnPath(message, settings.mail.dkim),
      to: [...message.to, ...message.cc],
      message: await composed(message, settings.mail.dkim),
    }
    return sendBySmtp(settings.mail, letter, around)
  },
}

/**
 * Whom mail that cannot be delivered comes back to: where answers go, by which the hub hears of it. Only where the receiver will still find
 * the sender's own domain: in the envelope (SPF), or in a signature (DKIM), as DMARC asks (RFC 7489 section 3.1).
 */
function returnPath({ from, replyTo }: Outgoing, dkim: MailSettings['dkim']): string {
  const isAligned = replyTo !== null && (dkim !== null || domainOf(replyTo) === domainOf(from.address))
  return isAligned ? replyTo : from.address
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

const refused = (reason: string, address: string | null = null): Delivery => ({ outcome: 'refused', reason, address })

/** Addresses are judged here and nowhere else: no library that reads them its own way decides where a letter goes. */
function envelopeFault({ from, to, cc, replyTo, messageId, threadReference }: Outgoing): Delivery | null {
  if (to.length === 0) return refused('The message has no recipient.')
  for (const address of [...to, ...cc]) {
    const fault = addressFault(address)
    if (fault) return refused(`The address ${JSON.stringify(address)} ${fault}.`, address)
  }
  for (const address of [from.address, ...(replyTo === null ? [] : [replyTo])]) {
    const fault = addressFault(address)
    if (fault) return refused(`The sender's address ${JSON.stringify(address)} ${fault}.`)
  }
  const nameFault = displayNameFault(from.name)
  if (nameFault) return refused(`The sender's name ${nameFault}.`)
  const isId = (id: string) => /^<[^\s<>@]+@[^\s<>@]+>$/.test(id)
  if (!isId(messageId) || (threadReference !== null && !isId(threadReference)))
    return refused('The Message-ID is not of the form <name@host>.')
  return null
}

/** The letter as it travels, the same bytes at every attempt. */
export async function composed(message: Outgoing, dkim: MailSettings['dkim']): Promise<Buffer> {
  const { threadReference: thread, messageId } = message
  const follows = thread !== null && thread !== messageId ? { inReplyTo: thread, references: [thread] } : {}
  const named = (address: string) => ({ name: '', address })
  const raw = await new MailComposer({
    from: message.from,
    to: message.to.map(named),
    cc: message.cc.map(named),
    ...(message.replyTo === null ? {} : { replyTo: named(message.replyTo) }),
    subject: message.subject.replace(/[\s\p{Cc}]+/gu, ' ').trim(),
    text: message.text,
    ...(message.html === null ? {} : { html: message.html }),
    messageId,
    ...follows,
    date: new Date(message.at),
    baseBoundary: createHash('sha256').update(message.key).digest('hex').slice(0, 16),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...oneClick(message) },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
  const letter = withCrlf(raw)
  return dkim ? signed(letter, dkim) : letter
}

// RFC 8058: mailboxes show a button for it, and press it by a POST.
const oneClick = ({ unsubscribe }: Outgoing): Record<string, string> =>
  unsubscribe === undefined ? {} : { 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }

// What RFC 6376 5.4.1 wants signed of what we write; RFC 8058 wants both fields of the way out among it.
const SIGNED =
  'From:Reply-To:Subject:Date:Message-ID:To:Cc:In-Reply-To:References:MIME-Version:Content-Type:Content-Transfer-Encoding:' +
  'List-Unsubscribe:List-Unsubscribe-Post'

async function signed(letter: Buffer, { domain, selector, key }: NonNullable<MailSettings['dkim']>): Promise<Buffer> {
  const signer = new DKIM({ domainName: domain, keySelector: selector, privateKey: key, headerFieldNames: SIGNED })
  return withCrlf(await buffer(signer.sign(letter)))
}

function isRsaKey(key: string): boolean {
  try {
    return createPrivateKey(key).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}
