import { createHmac } from 'node:crypto'
import { after } from '../../domain/instant.ts'
import type { Span } from '../../domain/instant.ts'
import { pageOf } from '../../domain/status/page.ts'
import type { StatusPage } from '../../domain/status/page.ts'
import { CONFIRM_WITHIN, heldBecause, REMEMBERED } from '../../domain/subscribers/brakes.ts'
import type { Subscriber, Wish } from '../../domain/subscribers/subscription.ts'
import { postMessage } from '../../store/outbox.ts'
import { askFor, changeSubscriber, countSignUp, isSuppressed, subscriberAt } from '../../store/subscribers.ts'
import type { Room } from '../room.ts'
import { signUpAnswer } from './write-to-subscriber.ts'

/**
 * Somebody wants to be told by a page. An address that has not confirmed gets one message and no other; one that came back or called us spam
 * gets none; what a brake catches is held. Whoever asked is told the same in every case, so nothing is given back.
 */
export async function signUp(
  { store, clock, plan: planNow, answerKey }: Pick<Room, 'store' | 'clock' | 'plan' | 'answerKey'>,
  page: StatusPage,
  wish: Wish,
  from: string,
): Promise<void> {
  const [plan, at] = [planNow(), clock.now()]
  const { partner, slug } = page
  const hashed = (text: string) => createHmac('sha256', answerKey).update(`sign-up\0${partner}\0${text}`).digest('hex')
  await store.transaction(async (tx) => {
    const seen = { partner, page: slug, at, from: hashed(from), address: hashed(`${wish.channel} ${wish.address}`) }
    const reason = heldBecause(await countSignUp(tx, seen, REMEMBERED))
    if (await isSuppressed(tx, partner, wish)) return
    const known = await subscriberAt(tx, partner, { ...wish, page: slug })
    if (known?.state === 'pending' && known.askedAt > after(at, -CONFIRM_WITHIN as Span)) return
    if (known?.state === 'confirmed') {
      if (reason === null) await postMessage(tx, signUpAnswer(known, { plan, page, at }))
      return
    }
    const asked: Omit<Subscriber, 'seq'> = {
      ...wish,
      partner,
      page: slug,
      state: reason === null ? 'pending' : 'held',
      askedAt: at,
      reason,
    }
    const seq = await askFor(tx, asked)
    if (reason === null) await postMessage(tx, signUpAnswer({ ...asked, seq }, { plan, page, at }))
  })
}

/** A person lets a sign-up go on that was held, or whose address came back: its confirmation is sent. Null where there is nothing to release. */
export async function releaseSubscriber(
  { store, clock, plan: planNow }: Pick<Room, 'store' | 'clock' | 'plan'>,
  subscriber: Subscriber,
): Promise<Subscriber | null> {
  const [plan, askedAt] = [planNow(), clock.now()]
  const page = pageOf(plan, subscriber.page)
  if (page === null || (subscriber.state !== 'held' && subscriber.state !== 'stopped')) return null
  const released = { ...subscriber, state: 'pending', reason: null, askedAt } as const
  await store.transaction(async (tx) => {
    await changeSubscriber(tx, subscriber.partner, subscriber.seq, { state: 'pending', reason: null, askedAt })
    await postMessage(tx, signUpAnswer(released, { plan, page, at: askedAt }))
  })
  return released
}
