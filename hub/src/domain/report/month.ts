import type { Stretch } from '../availability/stretches.ts'
import { inZone, whenMinute } from '../calendar/local-time.ts'
import type { Instant } from '../instant.ts'

/** `2026-11`. */
export const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/

/** From the first moment of a month in a zone to that of the next: as long as its clocks make it. */
export const monthStretch = (month: string, timezone: string): Stretch => ({
  from: firstMoment(month, timezone),
  to: firstMoment(afterMonth(month), timezone),
})

/** The month in which a moment lies. */
export const monthOf = (at: Instant, timezone: string): string => inZone(at, timezone).toPlainDate().toPlainYearMonth().toString()

/** The month before it. */
export const beforeMonth = (month: string): string => Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString()

/** The month after it. */
export const afterMonth = (month: string): string => Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString()

const firstMoment = (month: string, timezone: string): Instant =>
  whenMinute(Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }), 0, timezone)
