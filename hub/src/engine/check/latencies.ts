import { after, days, hours, minutes } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { rollUpOf, sumOf } from '../../domain/latency/roll-up.ts'
import type { RollUp } from '../../domain/latency/roll-up.ts'
import { slowAfter } from '../../domain/triage/slowness.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { addLatencies, latenciesOf } from '../../store/latencies.ts'
import type { Latency } from '../../store/latencies.ts'
import type { Room } from '../room.ts'

const HOUR = hours(1)
const EVERY = minutes(3)
const SPREAD = minutes(1) // what was gathered is written within it, so that no flush holds the one writer up
const AT_ONCE = 100 // rows in one transaction
const LEARNT_A_SECOND = 100 // a week's history each: a twentieth of a processor

/**
 * One latency roll-up per monitor and hour: what a healthy site writes, and nothing else. It is written in batches; a crash loses the
 * healthy looks of five minutes at most.
 */
export function startLatencies(room: Room, location: string) {
  let sums = new Map<Instant, Map<string, Latency>>() // by hour, then by monitor: a key of both would be kept for each
  let waiting: Latency[] = [] // gathered, and about to be written, the next one last
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  const gather = () => {
    // In the order of the key: rows that lie together are written together.
    const gathered = [...sums.values()].flatMap((ofHour) => [...ofHour.values()])
    waiting = [...gathered.toSorted(byKey).reverse(), ...waiting]
    sums = new Map()
  }
  const write = async () => {
    const batch = waiting.splice(-AT_ONCE)
    try {
      await addLatencies(room.store.db, batch)
    } catch (error) {
      for (const one of batch) keep(one)
      throw error
    }
  }
  const keep = (one: Latency) => {
    const ofHour = sums.get(one.hour) ?? new Map<string, Latency>()
    const before = ofHour.get(one.monitor)
    sums.set(one.hour, ofHour.set(one.monitor, before ? asLatency(one, sumOf([before, one])) : one))
    timer ??= setTimeout(pass, EVERY).unref()
  }
  const pass = () => {
    if (waiting.length === 0) gather()
    const pause = (SPREAD * AT_ONCE) / Math.max(waiting.length, AT_ONCE)
    writing = write()
      .catch(room.onBug)
      .finally(() => {
        const more = waiting.length > 0 ? pause : sums.size > 0 ? EVERY : null
        timer = more === null ? null : setTimeout(pass, more).unref()
      })
  }

  // Learnt anew each hour: it is a week's history.
  const learnt = new Map<string, { readonly hour: number; readonly slow: Span | null }>() // in which hour since 1970
  let [second, left] = [0, LEARNT_A_SECOND]
  const mayLearn = () => {
    const now = Math.floor(room.clock.now() / 1000)
    if (now !== second) [second, left] = [now, LEARNT_A_SECOND]
    return left-- > 0
  }
  return {
    /**
     * From when on this monitor's site is slow for itself, seen from our location; null while too little is known of it. Of many that are asked for
     * at once, some go on by what was known.
     */
    async slowAfter(partner: string, monitor: string): Promise<Span | null> {
      const now = hourOf(room.clock.now())
      const hour = Math.floor(now / HOUR)
      const known = learnt.get(monitor)
      if (known?.hour === hour || !mayLearn()) return known?.slow ?? null
      const week = await latenciesOf(room.store.db, partner, monitor, { from: after(now, days(-7)), to: after(now, HOUR) })
      const slow = slowAfter(week.filter((one) => one.location === location)) // from elsewhere the way is another
      learnt.set(monitor, { hour, slow })
      return slow
    },
    add(partner: string, monitor: string, result: CheckResult) {
      const took = result.state === 'down' ? null : result.tookMs
      keep(asLatency({ partner, monitor, location, hour: hourOf(result.at) }, rollUpOf(took)))
    },
    /** Writes all that was gathered. */
    async flush() {
      if (timer) clearTimeout(timer)
      timer = null
      await writing
      gather()
      while (waiting.length > 0) await write()
    },
  }
}

// Field by field, since what is spread takes half as much again, and there is one for each monitor.
const asLatency = (
  { partner, monitor, location, hour }: Pick<Latency, 'partner' | 'monitor' | 'location' | 'hour'>,
  { checks, failures, totalMs, worstMs, buckets }: RollUp,
): Latency => ({ partner, monitor, location, hour, checks, failures, totalMs, worstMs, buckets })

const byKey = (a: Latency, b: Latency) => compare(a.partner, b.partner) || a.hour - b.hour || compare(a.monitor, b.monitor)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const hourOf = (at: Instant) => (Math.floor(at / HOUR) * HOUR) as Instant
