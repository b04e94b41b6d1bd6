import type { Evidence } from './evidence.ts'

const HALF_HOUR_MIN = 30
const STUCK_MIN = 15
const FEWEST_LOOKS = 5

/** Whether the checks of the last half hour show a page of maintenance that should have gone: a single look takes it for fresh. */
export function isLongUnderMaintenance({ pattern }: Evidence): boolean {
  if (!pattern || pattern.looks < FEWEST_LOOKS) return false
  return (pattern.failingInARow / pattern.looks) * HALF_HOUR_MIN >= STUCK_MIN
}
