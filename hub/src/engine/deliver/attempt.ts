import { randomBytes } from 'node:crypto'
import type { Delivery, Outgoing } from '../../channels/channel.ts'
import { channels, settingsFor } from '../../channels/index.ts'
import { SUMMARY } from '../../domain/incident/tell.ts'
import { after, between, hours, milliseconds, seconds, type Instant, type Span } from '../../domain/instant.ts'
import { DIGEST } from '../../domain/message/digest.ts'
import type { Subscriber } from '../../domain/subscribers/subscription.ts'
import { takeApart } from '../../store/digests.ts'
import { offerOptOut } from '../../store/opt-outs.ts'
import { changeSubscriber, subscriberNumbered } from '../../store/subscribers.ts'
import type { Contract, Message } from '../../store/messages.ts'
import { markCommitting, retryMessage, settleMessage } from '../../store/outbox.ts'
import { browsersOf } from './browsers-of.ts'
import { outgoing } from './outgoing.ts'
import { webhookSecretOf } from '../publish/subscriber-token.ts'
import { ANSWER_TO_SIGN_UP, manageLink, withManageLink } from '../publish/write-to-subscriber.ts'
import { replyAddress } from '../inbox/reply-address.ts'
import { threadOf } from './thread-of.ts'
import { withAnswers } from './with-answers.ts'
import type { Room } from '../room.ts'

export type Attempting = Pick<Room, 'store' | 'clock' | 'plan' | 'secrets' | 'channels' | 'strangers' | 'answerKey' | 'onBug'> & {
  readonly backOff: (contract: Contract, tries: number) => Span
}

const GIVE_UP: Span = hours(24)
const ANSWER = seconds(30) // whoever has the whole message answers within this, or nobody knows
const GRACE = seconds(10)
const STRANGERS_PATIENCE = seconds(10) // for a webhook that anybody could have written

/**
 * Sends a taken message once and stores what came of it. `signal` ends it; `onCommitting` is told when that is no longer harmless. An end
 * of which nobody knows is known to be one within 60 s, whether we live or not.
 */
export async function attempt(message: Message, around: Attempting, signal: AbortSignal, onCommitting: () => void): Promise<void> {
  const { store, clock } = around
  let isCommitting = false
  const unanswered = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const committing = async () => {
    const lease = milliseconds(ANSWER + GRACE)
    if (!(await markCommitting(store.db, message, clock.now(), lease))) throw new Error('Somebody else took the message meanwhile.')
    isCommitting = true
    timer = setTimeout(() => unanswered.abort(), ANSWER)
    onCommitting()
  }
  let delivery: Delivery
  let thread: string | null = null
  try {
    thread = await threadOf(store.db, message)
    delivery = await send(message, thread, around, AbortSignal.any([signal, unanswered.signal]), committing)
  } catch (error) {
    around.onBug(error)
    const reason = 'Sending met a fault of ours; it is in the log.'
    delivery = isCommitting ? { outcome: 'uncertain', reason } : { outcome: 'try_later', reason, after: null }
  } finally {
    clearTimeout(timer)
  }
  await keep(message, delivery, thread, around)
}

async function send(
  message: Message,
  thread: string | null,
  around: Attempting,
  signal: AbortSignal,
  committing: () => Promise<void>,
): Promise<Delivery> {
  const { channel: kind, address } = message.recipient
  const subscriber = await subscriberOf(message, around)
  if (subscriber === null) return { outcome: 'refused', reason: 'Nobody is subscribed there any more.', address: null }
  const plan = around.plan()
  const replyTo = await replyAddress(around.store.db, plan, message, around.answerKey)
  const composed = withAnswers(outgoing(message, plan, { thread, replyTo }), message, plan, around.answerKey)
  const filled = subscriber ? withManageLink(composed, around.answerKey, subscriber) : composed
  const letter = { ...filled, ...(await wayOut(message, subscriber, around)) }
  const channel = channels.find((one) => one.kind === kind)
  const browsers = kind === 'push' ? await browsersOf(around, address[0] ?? '') : null
  const written = settingsFor(kind, plan, around.secrets(), {
    partner: message.partner,
    audience: message.recipient.audience,
    address: address[0] ?? '',
    from: letter.from.address,
  })
  const settings = browsers ? { ...('missing' in written ? {} : written), browsers } : written
  if ('missing' in settings)
    return { outcome: 'refused', reason: `The channel ${kind} is off: ${settings.missing} is empty.`, address: null }
  if (!channel) return { outcome: 'refused', reason: `There is no channel ${kind}.`, address: null }
  const isHook = subscriber !== undefined && (kind === 'webhook' || kind === 'slack-webhook')
  const signing = isHook ? { webhook: { secret: webhookSecretOf(around.answerKey, subscriber) } } : {}
  const within = isHook ? AbortSignal.any([signal, AbortSignal.timeout(STRANGERS_PATIENCE)]) : signal
  const network = isHook ? around.strangers : around.channels
  return channel.send(letter, { ...settings, ...signing }, { network, signal: within, committing })
}

// No incident owes anyone a summary, so a client may ask for none (RFC 8058). The address is the same at every attempt.
async function wayOut(
  { template, partner, recipient }: Message,
  subscriber: Subscriber | undefined,
  { store, plan, answerKey }: Attempting,
): Promise<Pick<Outgoing, 'unsubscribe'>> {
  if (subscriber?.state === 'confirmed') return { unsubscribe: `${manageLink(plan(), answerKey, subscriber)}/stop` }
  const [address] = recipient.address
  if (template !== SUMMARY || recipient.audience !== 'client' || recipient.channel !== 'mail' || address === undefined) return {}
  const token = await offerOptOut(store, partner, address, randomBytes(18).toString('base64url'))
  return { unsubscribe: `${plan().hub.url}unsubscribe/${token}` }
}

/** The subscriber to whom a message goes: null when it has gone since, undefined for a message to anyone else. */
async function subscriberOf({ subscriber: seq, template }: Message, { store }: Attempting): Promise<Subscriber | null | undefined> {
  if (seq === undefined) return undefined
  const found = await subscriberNumbered(store.db, seq)
  return found?.state === 'confirmed' || (found?.state === 'pending' && template === ANSWER_TO_SIGN_UP) ? found : null
}

/** Pages are tried until somebody acknowledges; messages for 24 hours, and never again once nobody knows. */
async function keep(message: Message, delivery: Delivery, thread: string | null, around: Attempting): Promise<void> {
  const { db } = around.store
  const now = around.clock.now()
  if (delivery.outcome === 'delivered') {
    await settleMessage(db, message, { state: 'delivered', reason: null, reference: delivery.reference, thread, now })
    return
  }
  const { reason } = delivery
  if (delivery.outcome === 'refused' && delivery.address !== null && message.subscriber !== undefined)
    await changeSubscriber(db, message.partner, message.subscriber, { state: 'stopped', reason })
  const isTriedAgain = delivery.outcome === 'try_later' || (delivery.outcome === 'uncertain' && message.contract === 'page')
  if (isTriedAgain && message.template === DIGEST) {
    const giveUp = after(now, -GIVE_UP as Span)
    const when = { dueAt: nextTry(message, delivery, around, now), reason, now, giveUp }
    await around.store.transaction((tx) => takeApart(tx, message, when))
  } else if (!isTriedAgain) await settleMessage(db, message, { state: delivery.outcome, reason, reference: null, thread: null, now })
  else if (message.contract === 'message' && between(message.orderedAt, now) >= GIVE_UP)
    await settleMessage(db, message, { state: 'refused', reason: `Given up after 24 hours: ${reason}`, reference: null, thread: null, now })
  else await retryMessage(db, message, { dueAt: nextTry(message, delivery, around, now), reason })
}

function nextTry(message: Message, delivery: Delivery, around: Attempting, now: Instant): Instant {
  const asked = delivery.outcome === 'try_later' ? (delivery.after ?? 0) : 0
  return after(now, Math.max(around.backOff(message.contract, message.tries), asked) as Span)
}
