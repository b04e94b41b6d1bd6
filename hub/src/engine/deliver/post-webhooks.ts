import { sendWebhook } from '../../channels/webhook.ts'
import { after, between, days, hours, milliseconds, minutes, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { endWebhookPost, nextWebhookPost, retryWebhookPost, takeDueWebhookPost } from '../../store/webhook-posts.ts'
import type { WebhookPost } from '../../store/webhook-posts.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'

export type Posting = Pick<Room, 'store' | 'clock' | 'plan' | 'secrets' | 'channels' | 'onBug'>

const AT_ONCE = 5 // in one pass: a webhook that hangs must not make the loop look stuck
const PATIENCE = seconds(20)
const LEASE = minutes(1)
const FIRST = seconds(5)
const LONGEST = hours(6)
const GIVE_UP = days(3)

/** Tells the operator's webhook whatever is due, as long as the hub runs; each post until it is accepted, at the longest for three days. */
export function startPostingWebhooks(around: Posting): Loop {
  const stopping = new AbortController()
  const loop = startLoop({
    clock: around.clock,
    most: pollOf(around.store.kind),
    onBug: around.onBug,
    async pass() {
      await postDueWebhooks(around, stopping.signal)
      return nextWebhookPost(around.store.db)
    },
  })
  return {
    ...loop,
    stop() {
      stopping.abort()
      return loop.stop()
    },
  }
}

/** Sends some of what is due, one after the other; gives how many attempts were made. */
export async function postDueWebhooks(around: Posting, stopping: AbortSignal): Promise<number> {
  for (let attempts = 0; ; attempts++) {
    const post = attempts === AT_ONCE || stopping.aborted ? null : await takeDueWebhookPost(around.store.db, around.clock.now(), LEASE)
    if (!post) return attempts
    await attempt(around, post, AbortSignal.any([stopping, AbortSignal.timeout(PATIENCE)]))
  }
}

async function attempt({ store: { db }, clock, plan, secrets, channels: network }: Posting, post: WebhookPost, signal: AbortSignal) {
  const webhook = plan().channels.webhook
  const secret = secrets().get('channels.webhook.secret')
  if (!webhook || !secret) return endWebhookPost(db, post, 'refused', 'No webhook is configured any more.')
  const letter = { id: `msg_${post.seq}`, body: post.body }
  const delivery = await sendWebhook(letter, { url: webhook.url, secret }, { network, signal, now: clock.now() })
  if (delivery.outcome === 'delivered') return endWebhookPost(db, post, 'delivered', null)
  const { reason } = delivery
  if (between(post.orderedAt, clock.now()) >= GIVE_UP) return endWebhookPost(db, post, 'refused', `Given up after three days: ${reason}`)
  // A refusal passes as well: whoever hears us may be about to mend it.
  return retryWebhookPost(db, post, nextTry(post, clock.now()), reason)
}

const nextTry = ({ tries }: WebhookPost, now: Instant) => after(now, milliseconds(Math.min(FIRST * 2 ** Math.min(tries - 1, 20), LONGEST)))
