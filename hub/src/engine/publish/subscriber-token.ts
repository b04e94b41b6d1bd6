import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Subscriber } from '../../domain/subscribers/subscription.ts'

type Named = Pick<Subscriber, 'seq' | 'partner' | 'page' | 'channel' | 'address'>

/** The token in every link that a subscriber gets: which subscription, and 128 bits that only this installation can make. Nothing of it is stored. */
export const subscriberToken = (key: string, subscriber: Named): string =>
  `${subscriber.seq.toString(36)}-${seal(key, 'subscriber', subscriber).subarray(0, 16).toString('base64url')}`

/** The number of the subscription that a token names, before anyone has checked it; null for what is no token. */
export function readSubscriberToken(token: string): number | null {
  const number = /^(?<number>[1-9a-z][0-9a-z]{0,9})-[\w-]{22}$/.exec(token)?.groups!.number
  const seq = number === undefined ? null : parseInt(number, 36)
  return seq !== null && Number.isSafeInteger(seq) ? seq : null
}

/** Whether the token is that of the subscription. */
export function isSubscriberToken(key: string, token: string, subscriber: Named): boolean {
  const [given, wanted] = [Buffer.from(token), Buffer.from(subscriberToken(key, subscriber))]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** What the posts to a subscriber's webhook are signed with (standardwebhooks.com). It follows from the subscription and is stored nowhere. */
export const webhookSecretOf = (key: string, subscriber: Named): string =>
  `whsec_${seal(key, 'subscriber webhook', subscriber).toString('base64')}`

const seal = (key: string, what: string, { seq, partner, page, channel, address }: Named) =>
  createHmac('sha256', key)
    .update(JSON.stringify([what, seq, partner, page, channel, address]))
    .digest()
