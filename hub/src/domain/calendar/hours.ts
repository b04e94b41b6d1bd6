import type { Instant } from '../instant.ts'
import type { Hours } from '../plan/plan.ts'
import { inZone, whenMinute } from './local-time.ts'

/** One stretch of hours on one day: `start` is in it, `end` is not. `date` is the local day on which it starts. */
export type Shift = { readonly date: Temporal.PlainDate; readonly start: Instant; readonly end: Instant }

/** Hours, and the local week days on which they start. */
export type WeeklyHours = { readonly timezone: string; readonly hours: Hours; readonly days: readonly number[] }

export const WHOLE_DAY: Hours = { from: 0, to: 0 }
export const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7]

/** The shift that starts on a local day. Hours that end no later than they begin end on the next day. */
export function shiftOn(date: Temporal.PlainDate, hours: Hours, timezone: string): Shift {
  const lastDate = hours.to <= hours.from ? date.add({ days: 1 }) : date
  return { date, start: whenMinute(date, hours.from, timezone), end: whenMinute(lastDate, hours.to, timezone) }
}

/** The shifts that start on the `count` local days from the day before `at` on, in order. A shift lasts a day at most, so the one under way is among them. */
export function* shiftsFrom(at: Instant, weekly: WeeklyHours, count: number): Generator<Shift> {
  const today = inZone(at, weekly.timezone).toPlainDate()
  for (let day = -1; day < count - 1; day++) {
    const date = today.add({ days: day })
    if (weekly.days.includes(date.dayOfWeek)) yield shiftOn(date, weekly.hours, weekly.timezone)
  }
}

/** The shift that is under way, or null. */
export function shiftAt(at: Instant, weekly: WeeklyHours): Shift | null {
  for (const shift of shiftsFrom(at, weekly, 2)) if (shift.start <= at && at < shift.end) return shift
  return null
}
