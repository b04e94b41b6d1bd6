import type { Clock } from '../clock.ts'
import { after, between, earliest, milliseconds, seconds } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import type { Turn } from './turns.ts'

/** A loop over time: it works, sleeps until something is due, and wakes when told. */
export type Loop = {
  /** Something is due now, or at the moment given. */
  nudge(at?: Instant): void
  /** When it last came forward: a pass ended well, or brought a piece of its work to an end. A loop that makes no progress is not ready. */
  passedAt(): Instant | null
  /** Lets the pass under way end; no other begins. */
  stop(): Promise<void>
}

export type Pass = {
  readonly clock: Clock
  /** One round of work; when to come back at the latest, null when only a nudge can bring more. A long one says when it has come forward. */
  readonly pass: (forward: () => void) => Promise<Instant | null>
  /** However long the sleep, it ends then: a poll is the truth, a nudge only a hint. At most 60 s. */
  readonly most: Span
  /** So long after the start the first pass begins, where a hub that just started has other things to do; at once where nothing is said. */
  readonly rests?: Span
  /** Where one hub at a time may do it: a pass begins only while it is this one's turn, and at once when it becomes so. */
  readonly turn?: Pick<Turn, 'isOurs' | 'onOurs'>
  /** A pass that threw is a bug: told here, and tried again after a pause. */
  readonly onBug: (error: unknown) => void
}

const PAUSE = seconds(5)

/** Starts at once, or when it has rested. Never two passes at a time; a nudge during one brings another right after it. */
export function startLoop({ clock, pass, most, rests, turn, onBug }: Pass): Loop {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let wanted: Instant | null = null
  let sleepsUntil: Instant | null = null
  let isStopped = false
  const begins = after(clock.now(), rests ?? milliseconds(0))
  let passedAt: Instant | null = rests === undefined ? null : begins
  const forward = () => void (passedAt = clock.now())

  const sleepUntil = (at: Instant) => {
    if (isStopped) return
    if (timer) clearTimeout(timer)
    sleepsUntil = at
    timer = setTimeout(wake, Math.max(0, Math.min(between(clock.now(), at), most, 60_000)))
  }
  const wake = () => {
    if (running) return // a pass that nudges as it begins set this timer: it is wanted after it
    wanted = null
    sleepsUntil = null
    running = work().then((due) => {
      // In one go: a nudge between the end of the work and the sleep would be heard by neither.
      running = null
      sleepUntil(earliest(due, wanted, after(clock.now(), most))!)
    })
  }
  const work = async (): Promise<Instant | null> => {
    try {
      const next = turn && !turn.isOurs() ? null : await pass(forward)
      forward()
      return next
    } catch (error) {
      onBug(error)
      return after(clock.now(), PAUSE)
    }
  }

  const nudge = (at = clock.now()) => {
    wanted = earliest(wanted, at)
    // What is due later never puts off what is due sooner.
    if (!running) sleepUntil(earliest(at, sleepsUntil)!)
  }

  turn?.onOurs(() => nudge(Math.max(begins, clock.now()) as Instant))
  if (rests === undefined) wake()
  else sleepUntil(begins)
  return {
    nudge,
    passedAt: () => passedAt,
    async stop() {
      isStopped = true
      if (timer) clearTimeout(timer)
      await running
    },
  }
}

/** A poll that other hubs on the same database make necessary; alone on SQLite every change passes through here. */
export const pollOf = (kind: 'sqlite' | 'postgres'): Span => (kind === 'postgres' ? milliseconds(1000) : seconds(60))
