import { hours } from '../domain/instant.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import { addLatency } from '../store/latencies.ts'
import type { Latency } from '../store/latencies.ts'
import type { Instant } from '../domain/instant.ts'
import type { Room } from './room.ts'

const HOUR = hours(1)

/** One latency roll-up per monitor and hour: what a healthy site writes, and nothing else. A crash may lose the hour under way. */
export function startLatencies(room: Room, location: string) {
  let sums = new Map<string, Latency>()
  let hour = hourOf(room.clock.now())

  const flush = async () => {
    const kept = sums
    sums = new Map()
    for (const sum of kept.values()) await addLatency(room.store.db, sum)
  }
  return {
    add(partner: string, monitor: string, result: CheckResult) {
      if (hourOf(result.at) !== hour) {
        hour = hourOf(result.at)
        void flush().catch(room.onBug)
      }
      const before = sums.get(monitor)
      const failures = result.state === 'down' ? 1 : 0
      sums.set(monitor, {
        partner,
        monitor,
        location,
        hour,
        checks: (before?.checks ?? 0) + 1,
        failures: (before?.failures ?? 0) + failures,
        totalMs: (before?.totalMs ?? 0) + result.tookMs,
        worstMs: Math.max(before?.worstMs ?? 0, result.tookMs),
      })
    },
    flush,
  }
}

const hourOf = (at: Instant) => (Math.floor(at / HOUR) * HOUR) as Instant
