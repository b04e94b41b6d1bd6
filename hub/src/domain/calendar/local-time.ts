import type { Instant } from '../instant.ts'

/** An instant as the clocks of a time zone show it. */
export const inZone = (at: Instant, timezone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone)

/**
 * The moment when the clocks of a time zone show this. A local time that the clocks skip is the first instant after the gap
 * (02:30 becomes 03:00, not Temporal's 03:30); of one that they show twice it is the first.
 */
export function whenLocal(local: Temporal.PlainDateTime, timezone: string): Instant {
  const found = local.toZonedDateTime(timezone, { disambiguation: 'earlier' })
  if (found.toPlainDateTime().equals(local)) return found.epochMilliseconds as Instant
  return found.getTimeZoneTransition('next')!.epochMilliseconds as Instant
}

/** The moment when a local day reaches a minute of its clock; 0 is midnight. */
export const whenMinute = (date: Temporal.PlainDate, minute: number, timezone: string): Instant =>
  whenLocal(date.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 }), timezone)
