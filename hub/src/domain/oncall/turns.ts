import type { Period, Plan } from '../plan/plan.ts'
import { dutyOf } from './duty-of.ts'

/** One person on duty without a pause. */
export type Turn = Period & { readonly schedule: string; readonly person: string }

/** Everyone's turns for a schedule within a time, in order of their beginnings; one that is under way at its ends is cut there. */
export function turnsOf(plan: Pick<Plan, 'schedules' | 'people'>, schedule: string, period: Period): readonly Turn[] {
  const turns: Turn[] = []
  for (const { from, until, people } of dutyOf(plan, schedule, period)) {
    for (const person of people) {
      const before = turns.findIndex((turn) => turn.person === person && turn.until === from)
      if (before < 0) turns.push({ schedule, person, from, until })
      else turns[before] = { ...turns[before]!, until }
    }
  }
  return turns.sort((one, other) => one.from - other.from)
}
