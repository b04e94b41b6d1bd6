import type { Instant } from '../instant.ts'
import { inZone, whenMinute } from './local-time.ts'

const BEGIN = 21 * 60
const END = 8 * 60

/** When the quiet hours that hold at `at` end: 21:00 to 08:00 by the clocks of the zone; null outside them. */
export function quietUntil(at: Instant, timezone: string): Instant | null {
  const local = inZone(at, timezone)
  const minute = local.hour * 60 + local.minute
  return minute >= END && minute < BEGIN ? null : nextMorning(at, timezone)
}

/** The next 08:00 by the clocks of the zone, later than `at`: when the quiet hours end, or would. */
export function nextMorning(at: Instant, timezone: string): Instant {
  const local = inZone(at, timezone)
  const today = local.toPlainDate()
  return whenMinute(local.hour * 60 + local.minute < END ? today : today.add({ days: 1 }), END, timezone)
}

/** The 21:00 of the same day by the clocks of the zone: when the quiet hours begin after a moment outside them. */
export const quietFrom = (at: Instant, timezone: string): Instant => whenMinute(inZone(at, timezone).toPlainDate(), BEGIN, timezone)
