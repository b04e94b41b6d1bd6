import { openPeriods } from '../calendar/coverage.ts'
import { after, between, milliseconds } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Coverage, Period } from '../plan/plan.ts'

/**
 * A moment of a time that lies within the hours the team agreed to; `chance`, from 0 to 1 (which is not in it), says which, all being alike.
 * Null when no agreed hour lies in it.
 */
export function pickMoment(agreed: Coverage, period: Period, chance: number): Instant | null {
  const open = openPeriods(agreed, period)
  let left = Math.floor(open.reduce((sum, { from, until }) => sum + between(from, until), 0) * chance)
  for (const { from, until } of open) {
    if (left < between(from, until)) return after(from, milliseconds(left))
    left -= between(from, until)
  }
  return null
}
