import { isNetwork } from '../../domain/announce/networks.ts'
import { after, seconds, type Instant } from '../../domain/instant.ts'
import { endedDigests, settleCarried } from '../../store/digests.ts'
import { unheardEnds, type Message } from '../../store/messages.ts'
import { markTold, recoverMessages, renewMessage, takeDueMessage, type Busy } from '../../store/outbox.ts'
import { attempt, type Attempting } from './attempt.ts'
import { fold, type Folding } from './fold.ts'
import { holding, leaseOf } from '../holding.ts'
import { startLoop, type Loop } from '../loop.ts'
import type { Respond } from '../room.ts'

export type Delivering = Attempting &
  Folding & {
    readonly respond: Respond
    readonly attemptMs?: number // the deadline of one attempt, 60 s
  }

const ATTEMPT_MS = 60_000
const AT_ONCE = 8
const AT_ONCE_PER_CHANNEL = 4 // each channel speaks to one server: a slow one does not hold up the others
const AT_ONCE_TO_SUBSCRIBERS = 3 // there may be thousands: the other ways stay free for pages and clients
const ENDS_PER_PASS = 200
const ENDS_TOGETHER = 8
const RECOVER = seconds(3) // what a dead hub left is found within this of the end of its lease

/** Sends everything that is due and tells the incidents how it ended; gives how many attempts were made. */
export async function deliverDue(around: Delivering): Promise<number> {
  const postman = createPostman(around, () => {})
  let attempts = 0
  for (let taken = -1; taken !== 0; attempts += taken) {
    taken = await postman.sendDue()
    await postman.settled()
  }
  await tellEnds(around, async () => 0)
  return attempts
}

/** Sends what is due as long as the hub runs, beginning with what an earlier life left behind. `stop` waits for what is on its way. */
export function startDelivering(around: Delivering): Loop {
  const postman = createPostman(around, () => loop.nudge())
  let recoverAt: Instant | null = null
  const loop = startLoop({
    clock: around.clock,
    most: seconds(1),
    onBug: around.onBug,
    async pass(forward) {
      const now = around.clock.now()
      if (recoverAt === null || now >= recoverAt) {
        const isAlone = recoverAt === null && around.store.kind === 'sqlite'
        await recoverMessages(around.store.db, now, isAlone ? 'all' : 'expired')
        recoverAt = after(now, RECOVER)
      }
      const sendDue = () => postman.sendDue().then(forward)
      await sendDue()
      await tellEnds(around, sendDue)
      return null
    },
  })
  return {
    nudge: (at) => loop.nudge(at),
    passedAt: () => loop.passedAt(),
    async stop() {
      await loop.stop()
      postman.callBack()
      await postman.settled()
    },
  }
}

/** Carries up to eight messages at once, four of a channel, one to a recipient. */
function createPostman(around: Delivering, onEnd: () => void) {
  const { store, clock } = around
  const onTheWay = new Map<Message, { readonly work: Promise<void>; readonly stop: AbortController; isCommitting: boolean }>()
  const attemptMs = around.attemptMs ?? ATTEMPT_MS
  const lease = leaseOf(store)

  const busy = (): Busy => {
    const perChannel = Map.groupBy(onTheWay.keys(), ({ recipient }) => recipient.channel)
    return {
      channels: [...perChannel].filter(([, messages]) => messages.length >= AT_ONCE_PER_CHANNEL).map(([channel]) => channel),
      addresses: [...onTheWay.keys()].flatMap(({ recipient }) => recipient.address[0] ?? []),
      subscribers: [...onTheWay.keys()].filter(({ subscriber }) => subscriber !== undefined).length >= AT_ONCE_TO_SUBSCRIBERS,
    }
  }

  const start = (message: Message) => {
    const stop = new AbortController()
    const renew = () => renewMessage(store.db, message, clock.now(), lease)
    const work = holding(lease, renew, around.onBug, (lost) => {
      const signal = AbortSignal.any([stop.signal, lost, AbortSignal.timeout(attemptMs)])
      return attempt(message, around, signal, () => (journey.isCommitting = true))
    })
      .catch(around.onBug)
      .finally(() => {
        onTheWay.delete(message)
        onEnd()
      })
    const journey = { work, stop, isCommitting: false }
    onTheWay.set(message, journey)
  }

  return {
    /** Takes what is due and there is room for, once what a digest carried has ended with it; does not wait for its end. */
    async sendDue(): Promise<number> {
      for (const digest of await endedDigests(store.db)) await store.transaction((tx) => settleCarried(tx, digest))
      let sent = 0
      while (onTheWay.size < AT_ONCE) {
        const now = clock.now()
        const taken = await takeDueMessage(store.db, now, lease, busy())
        if (!taken) break
        const message = await fold(around, taken, { now, lease })
        if (message) start(message)
        sent++
      }
      return sent
    },
    async settled() {
      await Promise.all([...onTheWay.values()].map(({ work }) => work))
    },
    /** Ends what the other side cannot have accepted yet; the rest comes to its own end. */
    callBack() {
      for (const { stop, isCommitting } of onTheWay.values()) if (!isCommitting) stop.abort()
    },
  }
}

// A network calls a post by a name, and behind it stands where it can be read.
function postedAt(reference: string | null): { readonly url?: string } {
  const url = reference?.split(' ').at(-1) ?? ''
  return /^https?:/.test(url) ? { url } : {}
}

/** Brings the ends of messages home to their incidents; one that cannot be told now is told at the next pass. What became due meanwhile does not wait for all of it. */
async function tellEnds(around: Delivering, sendDue: () => Promise<unknown>): Promise<void> {
  const ends = await unheardEnds(around.store.db, ENDS_PER_PASS)
  for (let told = 0; told < ends.length; told += ENDS_TOGETHER) {
    await Promise.all(ends.slice(told, told + ENDS_TOGETHER).map((message) => tellEnd(around, message)))
    await sendDue()
  }
}

async function tellEnd({ respond, onBug }: Delivering, message: Message): Promise<void> {
  const { partner, incident, key, state, reason, reference, recipient } = message
  if (incident === null || !(state === 'delivered' || state === 'refused' || state === 'uncertain')) return
  try {
    const posted = isNetwork(recipient.channel) ? postedAt(reference) : {}
    await respond(partner, incident, { type: 'delivered', key, outcome: state, reason, ...posted }, (tx) => markTold(tx, message))
  } catch (error) {
    onBug(error)
  }
}
