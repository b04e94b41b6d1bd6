import { createHash, createHmac } from 'node:crypto'
import { withToken } from '../../domain/answers/reply-address.ts'
import { DIGEST } from '../../domain/message/digest.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Message } from '../../store/messages.ts'
import { keepReplyToken } from '../../store/reply-tokens.ts'
import type { Db } from '../../store/store.ts'

const TOKEN_HEX = 32 // 128 bits

/**
 * Where the answer to a mail goes: the inbox, with a token that nobody can guess and that names this one message. The same at every attempt;
 * the store knows it by its hash. Null without an inbox, and for what nobody shall answer: pages, other channels, mail of no incident. What comes back
 * of a subscriber's mail comes there too.
 */
export async function replyAddress(db: Db, plan: Plan, message: Message, answerKey: string): Promise<string | null> {
  const { partner, key, recipient, incident, template, subscriber } = message
  const { inbox } = plan.channels
  if (!inbox || recipient.channel !== 'mail') return null
  const isAnswered = recipient.audience === 'client' || recipient.audience === 'partner'
  const isOfIncident = incident !== null || template === DIGEST
  if (subscriber === undefined && !(isAnswered && isOfIncident)) return null
  const token = createHmac('sha256', answerKey).update(`reply\0${partner}\0${key}`).digest('hex').slice(0, TOKEN_HEX)
  await keepReplyToken(db, { partner, key, hash: hashReplyToken(token) })
  const ofBrand = recipient.audience === 'client' || recipient.audience === 'public' ? plan.partners[partner]?.brand.reply : null
  return withToken(ofBrand ?? inbox.address, token)
}

/** What the store knows a reply token by. */
export const hashReplyToken = (token: string) => createHash('sha256').update(token).digest('hex')
