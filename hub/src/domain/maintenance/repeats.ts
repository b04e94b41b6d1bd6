import { inZone, whenLocal } from '../calendar/local-time.ts'
import { after, days } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Reading } from '../plan/words.ts'

/** How often a window comes again: after so many days or months, or on a weekday of each month, the last one as -1. */
export type Rhythm = { readonly days: number } | { readonly months: number } | { readonly nth: number; readonly weekday: number }

/** A window that comes again at the same local time, whatever the clocks do in between. */
export type Repeats = {
  readonly rhythm: Rhythm
  readonly first: string // local date and time of the first
  readonly zone: string
  readonly until: string | null // the last local day on which one may begin; null: no end
}

const NTH: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4, last: -1 }
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const WORDS = /^every (?:(?:(\d{1,2}) )?(day|week|month)s?|(first|second|third|fourth|last) (\w+day))(?: until (\d{4}-\d\d-\d\d))?$/

/** Reads `every week`, `every 2 weeks`, `every month` or `every first sunday`, with `until 2027-12-31` or without an end. */
export function readRepeats(text: string): Reading<Pick<Repeats, 'rhythm' | 'until'>> {
  const [, count = '1', unit, nth, weekday, until = null] = WORDS.exec(text.trim().toLowerCase()) ?? []
  const shown = `"${text.slice(0, 60)}"`
  const rhythm = rhythmOf(Number(count), unit, nth, weekday)
  if (rhythm === null)
    return { wrong: `${shown} is no rhythm`, write: 'write every week, every 2 weeks, every month or every first sunday' }
  if (until !== null && !isDate(until)) return { wrong: `${shown} ends on no date`, write: 'write until 2027-12-31' }
  return { means: { rhythm, until } }
}

function rhythmOf(count: number, unit: string | undefined, nth: string | undefined, weekday: string | undefined): Rhythm | null {
  if (count < 1) return null
  if (unit !== undefined) return unit === 'month' ? { months: count } : { days: unit === 'week' ? count * 7 : count }
  const number = WEEKDAYS.indexOf(weekday ?? '') + 1
  return nth === undefined || number === 0 ? null : { nth: NTH[nth]!, weekday: number }
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}

/** The repetition that begins with a window's own start, or null where that start is none of its days. */
export function repeatsFrom({ rhythm, until }: Pick<Repeats, 'rhythm' | 'until'>, startsAt: Instant, zone: string): Repeats | null {
  const local = inZone(startsAt, zone).toPlainDateTime()
  const repeats = { rhythm, until, zone, first: local.toString() }
  return occurrencesOf(repeats, startsAt, startsAt).length === 1 ? repeats : null
}

/** One time that a window comes: its local date, and when it begins. */
export type Occurrence = { readonly date: string; readonly at: Instant }

/**
 * When a window begins between two moments, both included. Each begins at the same local time (I-46): one that the clocks skip is the first
 * instant after the gap, of one that they show twice it is the first. A month without the day is passed over.
 */
export function occurrencesOf(repeats: Repeats, from: Instant, until: Instant): Occurrence[] {
  const first = Temporal.PlainDateTime.from(repeats.first)
  const last = repeats.until ?? '9999'
  const found: Occurrence[] = []
  for (let n = 0; ; n++) {
    const { date, earliest } = nthDay(repeats.rhythm, first.toPlainDate(), n)
    const at = whenLocal(earliest.toPlainDateTime(first.toPlainTime()), repeats.zone)
    if (earliest.toString() > last || at > after(until, days(1))) return found
    if (date === null || date.toString() > last) continue
    const begins = whenLocal(date.toPlainDateTime(first.toPlainTime()), repeats.zone)
    if (begins >= from && begins <= until) found.push({ date: date.toString(), at: begins })
  }
}

// The n-th day of a rhythm, and the earliest day it could be: by that a search knows its end.
function nthDay(rhythm: Rhythm, first: Temporal.PlainDate, n: number): { date: Temporal.PlainDate | null; earliest: Temporal.PlainDate } {
  if ('days' in rhythm) {
    const date = first.add({ days: rhythm.days * n })
    return { date, earliest: date }
  }
  if ('months' in rhythm) {
    const date = first.add({ months: rhythm.months * n })
    return { date: date.day === first.day ? date : null, earliest: date }
  }
  const month = first.with({ day: 1 }).add({ months: n })
  const date = weekdayOf(month, rhythm)
  return { date: Temporal.PlainDate.compare(date, first) < 0 ? null : date, earliest: n === 0 ? first : month }
}

function weekdayOf(month: Temporal.PlainDate, { nth, weekday }: { readonly nth: number; readonly weekday: number }): Temporal.PlainDate {
  if (nth > 0) return month.add({ days: ((weekday - month.dayOfWeek + 7) % 7) + (nth - 1) * 7 })
  const end = month.with({ day: month.daysInMonth })
  return end.subtract({ days: (end.dayOfWeek - weekday + 7) % 7 })
}

/** A repetition in words: `every 2 weeks until 2027-12-31`. */
export function sayRepeats({ rhythm, until }: Repeats): string {
  const end = until === null ? '' : ` until ${until}`
  if ('nth' in rhythm) return `every ${Object.keys(NTH).find((word) => NTH[word] === rhythm.nth)!} ${WEEKDAYS[rhythm.weekday - 1]!}${end}`
  const [count, unit] =
    'months' in rhythm ? [rhythm.months, 'month'] : rhythm.days % 7 === 0 ? [rhythm.days / 7, 'week'] : [rhythm.days, 'day']
  return `every ${count === 1 ? unit : `${count} ${unit}s`}${end}`
}
