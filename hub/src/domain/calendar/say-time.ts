import type { Instant } from '../instant.ts'
import { inZone } from './local-time.ts'

// People call their own zone by letters; only the English of their part of the world knows them.
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

/** An instant in a zone as people write it: `Wed 4 Mar 2026, 10:15 CST`. */
export function sayTime(at: Instant, timezone: string): string {
  const local = inZone(at, timezone)
  const date = `${DAYS[local.dayOfWeek - 1]} ${local.day} ${MONTHS[local.month - 1]} ${local.year}`
  return `${date}, ${sayClock(at, timezone)}`
}

/** The hour and minute of an instant in a zone: `10:15 CST`. */
export function sayClock(at: Instant, timezone: string): string {
  const { hour, minute } = inZone(at, timezone)
  return `${twoDigits(hour)}:${twoDigits(minute)} ${zoneLetters(at, timezone)}`
}

function zoneLetters(at: Instant, timezone: string): string {
  const names = LOCALES.map((locale) => zoneName(at, timezone, locale))
  return names.find((name) => /^[A-Z]{3,5}$/.test(name)) ?? names[0]!
}

function zoneName(at: Instant, timezone: string, locale: string): string {
  const key = `${locale} ${timezone}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: timezone, timeZoneName: 'short' })
  formats.set(key, format)
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timezone
}

const twoDigits = (n: number) => String(n).padStart(2, '0')
