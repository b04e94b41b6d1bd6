import type { Instant, Span } from '../../hub/src/domain/instant.ts'
import type { Site } from '../../hub/src/domain/plan/plan.ts'
import { createSchedule } from '../../hub/src/probe/schedule.ts'
import { phaseOf, untilTurn } from '../../hub/src/probe/turn.ts'
import type { Figure } from '../figure.ts'
import { INTERVAL, tookOf } from './fleet.ts'
import { heldBytes, tell, timed } from './measure.ts'

const STEP = 16 // virtual milliseconds between two goes of a round
const FOR = 3 * INTERVAL

/** What a run of the schedule on a virtual clock has shown. */
export type Run = { readonly looks: number; readonly wrong: number; readonly longestMs: number }

/**
 * Runs the probe's own schedule over these monitors for a virtual time, as a round does: takes what is due, and plans the next turn when the
 * simulated site has answered. `wrong` counts looks that were begun before their time or more than a step after it.
 */
export function runSchedule(ids: readonly string[], interval: Span, spanMs: number): Run {
  const schedule = createSchedule(0)
  const numbers = new Map(ids.map((id, n) => [id, n]))
  for (const id of ids) schedule.plan(id, phaseOf(id, interval))
  let [looks, wrong, longestMs] = [0, 0, 0]
  for (let now = 0; now < spanMs; now += STEP) {
    const began = performance.now()
    for (const { key, at } of schedule.take(now, Infinity)) {
      looks += 1
      if (now < at || now - at > STEP) wrong += 1
      const answeredAt = (now + (tookOf(numbers.get(key)!, looks) % interval)) as Instant
      schedule.plan(key, answeredAt + untilTurn(key, interval, answeredAt))
      schedule.nextAt()
    }
    longestMs = Math.max(longestMs, performance.now() - began)
  }
  return { looks, wrong, longestMs }
}

/** What the schedule holds in memory, what a decision costs, and how long the round stands still at the most. */
export async function measureScheduling(sites: readonly Site[]): Promise<Figure[]> {
  const ids = sites.map(({ monitors }) => monitors[0]!.id)
  const before = heldBytes()
  const schedule = createSchedule(0)
  for (const id of ids) schedule.plan(id, phaseOf(id, INTERVAL))
  const bytes = (heldBytes() - before) / ids.length
  if (!ids.every((id) => schedule.has(id))) throw new Error('A monitor has no turn')
  tell(`scheduling ${ids.length} monitors for ${FOR / 1000} virtual seconds`)
  const { gave: run, cpuMs, wallMs } = await timed(() => runSchedule(ids, INTERVAL, FOR))
  if (run.wrong > 0) throw new Error(`${run.wrong} of ${run.looks} looks were begun at the wrong time`)
  return [
    { figure: 'schedule: decisions', value: run.looks / (wallMs / 1000), unit: '/s' },
    { figure: 'schedule: CPU per check', value: (cpuMs * 1000) / run.looks, unit: 'µs' },
    { figure: 'schedule: longest standstill of the round', value: run.longestMs, unit: 'ms' },
    { figure: 'schedule: memory per monitor', value: bytes, unit: 'bytes' },
  ]
}
