import { after, days, hours } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { slowAfter } from '../../domain/triage/slowness.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { addLatency, latenciesOf } from '../../store/latencies.ts'
import type { Latency } from '../../store/latencies.ts'
import type { Room } from '../room.ts'

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
  // Learnt anew each hour: it is a week's history.
  const learnt = new Map<string, { readonly hour: Instant; readonly slow: Span | null }>()
  return {
    /** From when on this monitor's site is slow for itself; null while too little is known of it. */
    async slowAfter(partner: string, monitor: string): Promise<Span | null> {
      const now = hourOf(room.clock.now())
      const known = learnt.get(monitor)
      if (known?.hour === now) return known.slow
      const slow = slowAfter(await latenciesOf(room.store.db, partner, monitor, after(now, days(-7))))
      learnt.set(monitor, { hour: now, slow })
      return slow
    },
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
