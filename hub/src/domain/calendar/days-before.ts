import type { Instant } from '../instant.ts'
import { inZone } from './local-time.ts'

/** A day of a zone; its end is not in it. */
export type LocalDay = { readonly date: string; readonly from: Instant; readonly to: Instant } // YYYY-MM-DD

/** The last days of a zone, today the last of them. A local day has 23, 24 or 25 hours; the calendar knows. */
export function daysBefore(now: Instant, zone: string, days: number): LocalDay[] {
  const today = inZone(now, zone).toPlainDate()
  return Array.from({ length: days }, (_, n) => {
    const date = today.subtract({ days: days - 1 - n })
    const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).epochMilliseconds as Instant
    return { date: date.toString(), from: startOf(date), to: startOf(date.add({ days: 1 })) }
  })
}
