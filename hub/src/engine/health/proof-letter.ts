import { createHmac } from 'node:crypto'
import type { Delivery, Outgoing } from '../../channels/channel.ts'
import { settingsFor } from '../../channels/index.ts'
import { mail } from '../../channels/mail.ts'
import { OPERATOR } from '../../domain/audience/pages.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Room } from '../room.ts'

/** Sends the letter that proves mail: it goes through the mail server to the own inbox, and bothers nobody (PRP-4). */
export async function sendProofLetter(room: Room, inbox: string, at: Instant, signal: AbortSignal): Promise<Delivery> {
  const plan = room.plan()
  const letter = proofLetter(plan, inbox, at, room.answerKey)
  const settings = settingsFor('mail', plan, room.secrets(), { partner: OPERATOR, address: inbox, from: letter.from.address })
  if ('missing' in settings) return { outcome: 'refused', reason: `${settings.missing} is empty.`, address: null }
  return mail.send(letter, settings, { network: room.channels, signal, committing: async () => {} })
}

/** When the letter that has this Message-ID left to prove mail; null for any other mail, and for one that only says so. */
export function provesMailOf(messageId: string | null, key: string): Instant | null {
  const [, at, mark] = /^<mail-proof\.(\d{1,16})\.([\w-]{22})@/.exec(messageId ?? '') ?? []
  return at !== undefined && mark === markOf(Number(at), key) ? (Number(at) as Instant) : null
}

function proofLetter({ operator, hub }: Plan, inbox: string, at: Instant, key: string): Outgoing {
  const text = 'The daily test of mail: this letter leaves and comes back to the inbox. Nothing is to be done.'
  return {
    ...{ key: `mail-proof/${at}`, messageId: `<mail-proof.${at}.${markOf(at, key)}@${operator.mail.split('@')[1]}>` },
    ...{ threadReference: null, to: [inbox], cc: [], from: { name: operator.name, address: operator.mail }, replyTo: null },
    ...{ subject: 'The daily test of mail', text, html: null, link: hub.url, page: null, at },
  }
}

const markOf = (at: number, key: string) => createHmac('sha256', key).update(`mail-proof ${at}`).digest('base64url').slice(0, 22)
