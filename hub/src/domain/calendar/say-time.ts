import type { Instant } from '../instant.ts'
import { inZone } from './local-time.ts'

// People call their own zone by letters; only the language of their part of the world knows them.
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

/** An instant in a zone as people write it: `Wed 4 Mar 2026, 10:15 CST`, `Mittwoch, 4. März 2026, 10:15 MEZ`. */
export function sayTime(at: Instant, timezone: string, language = 'en'): string {
  return `${sayDate(at, timezone, language)}, ${sayClock(at, timezone, language)}`
}

/** The hour and minute of an instant in a zone: `10:15 CST`. */
export function sayClock(at: Instant, timezone: string, language = 'en'): string {
  const { hour, minute } = inZone(at, timezone)
  return `${twoDigits(hour)}:${twoDigits(minute)} ${zoneLetters(at, timezone, language)}`
}

function sayDate(at: Instant, timezone: string, language: string): string {
  if (language !== 'en') {
    const whole = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
    return withFirst(formatOf(language, timezone, whole).format(at), language)
  }
  const local = inZone(at, timezone)
  return `${DAYS[local.dayOfWeek - 1]} ${local.day} ${MONTHS[local.month - 1]} ${local.year}`
}

/** In French the first day of a month is its `1er`, which Intl does not know. */
export const withFirst = (date: string, language: string) =>
  language.startsWith('fr') ? date.replace(/(?<!\d)1 (?=\p{L})/u, '1er ') : date

function zoneLetters(at: Instant, timezone: string, language: string): string {
  for (const locale of [language, ...LOCALES]) {
    const name = zoneName(at, timezone, locale)
    if (/^[A-Z]{3,5}$/.test(name)) return name
  }
  return zoneName(at, timezone, language)
}

const zoneName = (at: Instant, timezone: string, locale: string): string =>
  formatOf(locale, timezone, { timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? timezone

function formatOf(locale: string, timezone: string, shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = [locale, timezone, ...Object.keys(shape)].join(' ')
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...shape, timeZone: timezone })
  formats.set(key, format)
  return format
}

const twoDigits = (n: number) => String(n).padStart(2, '0')
