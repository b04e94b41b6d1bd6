import type { Clock } from '../clock.ts'
import { between, earliest, milliseconds, seconds } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import type { Turn } from './turns.ts'

/** A loop over time: it works, sleeps until something is due, and wakes when told. */
export type Loop = {
  /** Something is due now, or at the moment given. */
  nudge(at?: Instant): void
  /** When the last pass ended well: a loop that makes no progress is not ready. */
  passedAt(): Instant | null
  /** Lets the pass under way end; no other begins. */
  stop(): Promise<void>
}

export type Pass = {
  readonly clock: Clock
  /** One round of work; when to come back at the latest, null when only a nudge can bring more. */
  readonly pass: () => Promise<Instant | null>
  /** However long the sleep, it ends then: a poll is the truth, a nudge only a hint. At most 60 s. */
  readonly most: Span
  /** Where one hub at a time may do it: a pass begins only while it is this one's turn, and at once when it becomes so. */
  readonly turn?: Pick<Turn, 'isOurs' | 'onOurs'>
  /** A pass that threw is a bug: told here, and tried again after a pause. */
  readonly onBug: (error: unknown) => void
}

const PAUSE = seconds(5)

/** Starts at once. Never two passes at a time; a nudge during one brings another right after it. */
export function startLoop({ clock, pass, most, turn, onBug }: Pass): Loop {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let wanted: Instant | null = null
  let sleepsUntil: Instant | null = null
  let isStopped = false
  let passedAt: Instant | null = null

  const sleepUntil = (at: Instant) => {
    if (isStopped) return
    if (timer) clearTimeout(timer)
    sleepsUntil = at
    timer = setTimeout(() => void wake(), Math.max(0, Math.min(between(clock.now(), at), most, 60_000)))
  }
  const wake = (): Promise<void> => {
    running ??= work().finally(() => {
      running = null
    })
    return running
  }
  const work = async () => {
    wanted = null
    sleepsUntil = null
    let next: Instant | null
    try {
      next = turn && !turn.isOurs() ? null : await pass()
      passedAt = clock.now()
    } catch (error) {
      onBug(error)
      next = (clock.now() + PAUSE) as Instant
    }
    const latest = (clock.now() + most) as Instant
    sleepUntil(earliest(next, wanted, latest)!)
  }

  const nudge = (at = clock.now()) => {
    wanted = earliest(wanted, at)
    // What is due later never puts off what is due sooner.
    if (!running) sleepUntil(earliest(at, sleepsUntil)!)
  }

  turn?.onOurs(() => nudge())
  void wake()
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
