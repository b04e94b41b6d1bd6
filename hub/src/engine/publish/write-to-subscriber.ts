import { createHash } from 'node:crypto'
import type { Recipient } from '../../domain/incident/incident.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { StatusPage } from '../../domain/status/page.ts'
import { SUBSCRIBER_WORDS } from '../../domain/subscribers/words.ts'
import { statuspageHook } from '../../domain/subscribers/statuspage-hook.ts'
import type { Heard } from '../../domain/subscribers/statuspage-hook.ts'
import type { Subscriber } from '../../domain/subscribers/subscription.ts'
import { sender } from '../../domain/audience/recipients.ts'
import { iso } from '../../domain/instant.ts'
import type { NewMessage } from '../../store/messages.ts'
import { messageIdOf } from '../deliver/message-id.ts'
import { subscriberToken } from './subscriber-token.ts'
import type { Outgoing } from '../../channels/channel.ts'

/** The template of what a sign-up is answered with: the only message that an unconfirmed address gets. */
export const ANSWER_TO_SIGN_UP = 'subscriber-sign-up'
/** The template of what a subscriber is told. */
export const TO_SUBSCRIBER = 'subscriber-update'

type Writing = { readonly plan: Plan; readonly page: StatusPage; readonly at: Instant }

// What is stored, and may be read in the console, holds the place of the token and not the token.
const PLACE = '/subscriber/…'
const storedLink = (plan: Plan, { page }: Subscriber) => `${plan.hub.url}status/${encodeURIComponent(page)}${PLACE}`

/** Where a subscriber changes or ends what it gets. */
export const manageLink = (plan: Plan, answerKey: string, subscriber: Subscriber) =>
  storedLink(plan, subscriber).replace('…', subscriberToken(answerKey, subscriber))

/** The words as they leave, with the way to change or end them. */
export function withManageLink<Words extends Pick<Outgoing, 'text' | 'link'>>(
  words: Words,
  answerKey: string,
  subscriber: Subscriber,
): Words {
  const filled = (text: string) => text.replaceAll(PLACE, PLACE.replace('…', subscriberToken(answerKey, subscriber)))
  return { ...words, text: filled(words.text), link: filled(words.link) }
}

/** The answer to a sign-up: how to confirm it, or, to who is subscribed already, where to change it. */
export function signUpAnswer(subscriber: Subscriber, { plan, page, at }: Writing): NewMessage {
  const words = SUBSCRIBER_WORDS[subscriber.language]
  const link = storedLink(plan, subscriber)
  const isNew = subscriber.state !== 'confirmed'
  const subject = isNew ? words.confirmSubject(page.title) : words.knownSubject(page.title)
  const says = isNew ? words.confirmText(page.title) : words.knownText(page.title)
  const { channel } = subscriber
  const ask = { meta: { confirm: link, generated_at: iso(at) }, page: { id: page.slug, status_description: subject } }
  const text = channel === 'webhook' ? JSON.stringify(ask) : channel === 'sms' ? says : `${says}\n\n${link}`
  const key = `subscriber/${subscriber.seq}/${subscriber.state}/${at}`
  return messageTo(subscriber, { plan, key, incident: null, template: ANSWER_TO_SIGN_UP, subject, text, link, at })
}

/** One update for one subscriber: the same words as on the page, and where to end it. A second page that says the same to the same address is silent. */
export function updateFor(subscriber: Subscriber, heard: Heard, { plan, page, at }: Writing): NewMessage {
  const manage = storedLink(plan, subscriber)
  const words = SUBSCRIBER_WORDS[subscriber.language]
  const { channel, address } = subscriber
  const key = `${heard.key}/to/${createHash('sha256').update(`${channel} ${address}`).digest('hex').slice(0, 24)}`
  const ends = `${heard.text.trim()}\n\n${words.more(page.url)}\n${words.manage(manage)}`
  const text = channel === 'webhook' ? statuspageHook(page, heard, manage) : channel === 'sms' ? heard.text.trim() : ends
  const link = channel === 'sms' ? manage : page.url
  return messageTo(subscriber, { plan, key, incident: heard.incident, template: TO_SUBSCRIBER, subject: heard.subject, text, link, at })
}

type Letter = Pick<NewMessage, 'key' | 'incident' | 'template' | 'subject' | 'text' | 'link'> & {
  readonly plan: Plan
  readonly at: Instant
}

function messageTo({ seq, partner, channel, address }: Subscriber, { plan, at, ...letter }: Letter): NewMessage {
  const owner = plan.partners[partner]
  const from = owner ? sender(owner.brand.from) : sender({ name: plan.operator.name, address: plan.operator.mail })
  const recipient: Recipient = {
    ...{ audience: 'public', name: address, address: [address], from, cc: [], why: null },
    channel: channel === 'slack' ? 'slack-webhook' : channel,
  }
  return {
    ...{ ...letter, partner, recipient, subscriber: seq, step: null, contract: 'message', html: null },
    ...{ messageId: messageIdOf(partner, letter.key, from), orderedAt: at, dueAt: at },
  }
}
