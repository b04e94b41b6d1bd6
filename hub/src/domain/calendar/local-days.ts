import type { Instant } from '../instant.ts'
import type { Period } from '../plan/plan.ts'
import { inZone, whenMinute } from './local-time.ts'

/** One day by the clocks of a zone; `hours` is 24 but where the clocks change. */
export type LocalDay = Period & { readonly date: string; readonly hours: number }

/** Each local day that begins within a time, in order. */
export function localDays({ from, until }: Period, zone: string): LocalDay[] {
  const days: LocalDay[] = []
  for (let date = inZone(from, zone).toPlainDate(); ; date = date.add({ days: 1 })) {
    const [begins, ends] = [whenMinute(date, 0, zone), whenMinute(date.add({ days: 1 }), 0, zone)]
    if (begins >= until) return days
    if (begins >= from) days.push({ date: date.toString(), from: begins, until: ends, hours: (ends - begins) / 3_600_000 })
  }
}

/** So many local days from a date on, or from today. */
export function daysFrom(date: string | undefined, count: number, zone: string, now: Instant): Period {
  const first = date === undefined ? inZone(now, zone).toPlainDate() : Temporal.PlainDate.from(date)
  return { from: whenMinute(first, 0, zone), until: whenMinute(first.add({ days: count }), 0, zone) }
}

/** `Wed 4`, and how long it is where the clocks change: `Sun 8, 23 h`. */
export function sayDay({ date, hours }: Pick<LocalDay, 'date' | 'hours'>): string {
  const name = Temporal.PlainDate.from(date).toLocaleString('en-GB', { weekday: 'short', day: 'numeric' })
  return hours === 24 ? name : `${name}, ${hours} h`
}
