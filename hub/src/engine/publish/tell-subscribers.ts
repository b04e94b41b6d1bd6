import { after, seconds } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { pageOf } from '../../domain/status/page.ts'
import { CONFIRM_WITHIN } from '../../domain/subscribers/brakes.ts'
import { wants } from '../../domain/subscribers/subscription.ts'
import { countToSubscribers } from '../../store/messages.ts'
import { postMessage } from '../../store/outbox.ts'
import { moveSubscriberNotice, nextSubscriberNotice } from '../../store/subscriber-notices.ts'
import { forgetUnconfirmed, listSubscribers } from '../../store/subscribers.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'
import { updateFor } from './write-to-subscriber.ts'

const AT_ONCE = 200
const MOST_WAITING = 400 // however long the list is, no more stand before those who come after
const PAUSE = seconds(1)

export type TellingSubscribers = Pick<Room, 'store' | 'clock' | 'plan' | 'loops' | 'onBug'>

/** Tells the subscribers of status pages what was said there, some at a time, and forgets who never confirmed. */
export function startTellingSubscribers(room: TellingSubscribers): Loop {
  const { store, clock } = room
  return startLoop({
    clock,
    most: pollOf(store.kind),
    onBug: room.onBug,
    async pass() {
      await store.transaction((tx) => forgetUnconfirmed(tx, after(clock.now(), -CONFIRM_WITHIN as Span)))
      return (await tellSomeSubscribers(room)) ? after(clock.now(), PAUSE) : null
    },
  })
}

/** Orders the messages of the update that waits the longest for the next of its subscribers; false when nobody is left to be told. */
export async function tellSomeSubscribers({ store, clock, plan: planNow, loops }: TellingSubscribers): Promise<boolean> {
  if ((await countToSubscribers(store.db)) >= MOST_WAITING) return true
  const notice = await nextSubscriberNotice(store.db)
  if (notice === null) return false
  const { partner, reached } = notice
  const [plan, at]: [ReturnType<typeof planNow>, Instant] = [planNow(), clock.now()]
  const page = pageOf(plan, notice.page)
  const asked = { page: notice.page, state: 'confirmed', beyond: reached, limit: AT_ONCE } as const
  const some = page ? await listSubscribers(store.db, partner, asked) : []
  await store.transaction(async (tx) => {
    if (!(await moveSubscriberNotice(tx, notice, some.length < AT_ONCE ? null : some.at(-1)!.seq))) return
    for (const one of some) if (wants(one, notice)) await postMessage(tx, updateFor(one, notice, { plan, page: page!, at }))
  })
  loops.deliver?.nudge()
  return true
}
