import type { Channel, Outgoing } from './channel.ts'
import { askTwilio } from './twilio.ts'

const LONGEST = 600 // about 40 seconds of speech

/** Calls through a Twilio-shaped service and says the words; in answer to a page, 1 acknowledges. */
export const voice: Channel = {
  kind: 'voice',
  title: 'Voice',
  says: 'Calls through Twilio and says the words; in answer to a page, 1 acknowledges.',
  async send(message, { twilio }, around) {
    if (!twilio) return { outcome: 'refused', reason: 'No account for calls is configured.', address: null }
    return askTwilio('Calls', { To: message.to[0] ?? '', From: twilio.from, Twiml: spokenBy(message) }, twilio, around)
  },
}

// twilio.com/docs/voice/twiml: Gather waits for a key and posts it to `action`; without one the call goes on behind it.
function spokenBy({ subject, text, link, page }: Outgoing): string {
  const words = page ? subject : `${subject}. ${text.replaceAll(link, '')}`
  const said = `<Say>${escaped(sayable(words).slice(0, LONGEST))}</Say>`
  if (!page) return `<Response>${said}</Response>`
  const action = new URL(`../hooks/twilio/voice?incident=${page.incident}`, link).href
  const asked = `${said}<Say>Press 1 to acknowledge.</Say>`
  return `<Response><Gather numDigits="1" timeout="8" action="${escaped(action)}">${asked}${asked}</Gather><Say>Nobody took it.</Say></Response>`
}

// A name is read as a name: "cornerbakery dot example".
const sayable = (text: string) =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/(?<=[a-z0-9])\.(?=[a-z])/gi, ' dot ')
    .trim()

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
