import type { Channel, Outgoing } from './channel.ts'
import { askTwilio } from './twilio.ts'

const LONGEST = 459 // three parts of a text message

/** Sends a text message through a Twilio-shaped service. A page says how to take it by a reply. */
export const sms: Channel = {
  kind: 'sms',
  title: 'SMS',
  says: 'Text messages through Twilio; a page says how to take it by a reply.',
  async send(message, { twilio }, around) {
    if (!twilio) return { outcome: 'refused', reason: 'No account for text messages is configured.', address: null }
    return askTwilio('Messages', { To: message.to[0] ?? '', From: twilio.from, Body: bodyOf(message) }, twilio, around)
  },
}

// The way to act is never cut off: what is too long is shortened before it.
function bodyOf({ subject, text, link, page }: Outgoing): string {
  const end = page ? `Reply ACK ${page.incident} to take it. ${link}` : link
  const words = page ? `${oneLine(subject)}.` : `${oneLine(subject)}. ${oneLine(text.replaceAll(link, ''))}`
  const room = LONGEST - end.length - 1
  return `${words.length > room ? `${words.slice(0, room - 1)}…` : words} ${end}`
}

const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
