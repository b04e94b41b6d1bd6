import { z } from 'zod'
import { readKept, writeKept } from './kept-tally.ts'
import { commitNow, sumOfRooms } from './rooms.ts'

const KeptTally = z.object({
  rooms: z.string(), // sum of store/, engine/ and domain/: when they change, the timers begin anew
  commit: z.string(), // of the last timer
  timers: z.number(),
  maxMs: z.number(),
  seconds: z.number(), // that they were watched
  lastAt: z.string(),
  lateness: z.record(z.string(), z.number()), // how many were at most so many milliseconds late, and more than the number before
})

/** How late timers were so far, as it is kept in docs/guarantees/. */
export type TimerTally = z.infer<typeof KeptTally>

/** Goes on with what is kept, or begins anew where there is nothing or the rooms have changed since. */
export function readTimerTally(file: string): TimerTally {
  const rooms = sumOfRooms('store', 'engine', 'domain')
  const anew: TimerTally = { rooms, commit: '', timers: 0, maxMs: 0, seconds: 0, lastAt: '', lateness: {} }
  const kept = readKept(file, KeptTally)
  return kept?.rooms === rooms ? kept : anew
}

/** Adds one timer; its lateness is rounded up, to two digits and to at least a millisecond, so that no quantile flatters. */
export function addTimer(tally: TimerTally, lateMs: number) {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, lateMs))) - 1)
  const most = Math.ceil(lateMs / step) * step
  tally.lateness[most] = (tally.lateness[most] ?? 0) + 1
  tally.timers += 1
  tally.maxMs = Math.max(tally.maxMs, lateMs)
}

/** Keeps it for the next run. */
export function keepTimers(file: string, tally: TimerTally, seconds: number) {
  tally.commit = commitNow()
  tally.seconds = Math.round((tally.seconds + seconds) * 10) / 10
  tally.lastAt = new Date().toISOString()
  writeKept(file, tally)
}

/** The lateness in milliseconds that so large a share of all timers did not exceed. */
export function lateAt({ lateness, timers }: TimerTally, share: number): number {
  let sum = 0
  for (const [most, count] of Object.entries(lateness).toSorted(([a], [b]) => Number(a) - Number(b))) {
    sum += count
    if (sum >= share * timers) return Number(most)
  }
  return 0
}
