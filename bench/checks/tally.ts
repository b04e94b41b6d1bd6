import { createHistogram } from 'node:perf_hooks'
import type { Going } from './ground.ts'

const LATE_MS = 1000
const UNDER_WAY_MS = 1000 // until a look that began in time is told of

/** One look as it was made: after its time by `lateMs`, and told of now. */
type Told = { readonly monitor: string; readonly lateMs: number; readonly isWell: boolean }

/**
 * Counts looks as a program makes them, and tells its parent how they went whenever that asks, anew each time. A turn that came to nothing since the
 * next one came first, or that is overdue when it is asked, is a look that was missed.
 */
export function startTally(monitors: readonly string[], intervalMs: number): (told: Told) => void {
  const turns = new Map(monitors.map((monitor) => [monitor, performance.now()])) // the last that was looked at, or is counted as missed
  const lateness = createHistogram()
  let [looks, late, wrong, missed] = [0, 0, 0, 0]
  const miss = (monitor: string, count: number) => {
    if (count < 1) return
    missed += count
    turns.set(monitor, turns.get(monitor)! + count * intervalMs)
  }
  const passedBy = (monitor: string, now: number) => Math.floor((now - turns.get(monitor)!) / intervalMs)
  process.on('message', () => {
    const by = performance.now() - LATE_MS - UNDER_WAY_MS
    for (const monitor of monitors) miss(monitor, passedBy(monitor, by))
    const at = (percentile: number) => Math.max(0, lateness.percentile(percentile) - 1)
    const lateMs = { median: at(50), p99: at(99), p999: at(99.9), worst: Math.max(0, lateness.max - 1) }
    process.send!({ looks, late, wrong, missed, lateMs } satisfies Going)
    lateness.reset()
    ;[looks, late, wrong, missed] = [0, 0, 0, 0]
  })
  return ({ monitor, lateMs, isWell }) => {
    looks += 1
    if (lateMs > LATE_MS) late += 1
    if (!isWell) wrong += 1
    const now = performance.now()
    miss(monitor, passedBy(monitor, now) - 1)
    turns.set(monitor, Math.max(turns.get(monitor)!, now - lateMs))
    lateness.record(Math.max(1, Math.round(lateMs) + 1)) // it counts from 1
  }
}
