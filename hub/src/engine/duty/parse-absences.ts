import ICAL from 'ical.js'
import { whenLocal } from '../../domain/calendar/local-time.ts'
import { days } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Absence, Period } from '../../domain/plan/plan.ts'

/** What a calendar says of a person's absences, and what of it could not be taken. */
export type ReadAbsences = { readonly absences: readonly Absence[]; readonly complaints: readonly string[] }

const MOST_EVENTS = 2000
const MOST_TIMES = 10_000 // of one event, counted from its first
const MOST_ABSENCES = 500
const LONGEST = days(366)

/**
 * Reads a calendar (RFC 5545) as that of somebody's absences: each event that is not cancelled is one, whole days by the clock of the person. Only
 * what lies in `window` is taken. It may run for ever on a hostile file, so it runs in a worker that can be ended.
 */
export function parseAbsences(text: string, { timezone, window }: { readonly timezone: string; readonly window: Period }): ReadAbsences {
  const complaints: string[] = []
  const attempt = <T>(what: string, deed: () => T[]): T[] => {
    try {
      return deed()
    } catch (error) {
      complaints.push(`${what}: ${shortened(error instanceof Error ? error.message : String(error))}`)
      return []
    }
  }
  const events = attempt('It is no iCalendar', () => eventsIn(text))
  if (events.length > MOST_EVENTS) complaints.push(`It has ${events.length} events; the first ${MOST_EVENTS} are read.`)
  const [changed, whole] = split(events.slice(0, MOST_EVENTS))
  const found = whole.flatMap((component) => {
    const name = shortened(String(component.getFirstPropertyValue('summary') ?? 'Away')) || 'Away'
    return attempt(`“${name}”`, () =>
      timesOf(new ICAL.Event(component, { exceptions: changed.get(uidOf(component)) ?? [] }), timezone, window),
    ).map((period): Absence => ({ ...period, why: name }))
  })
  const absences = found.sort((one, other) => one.from - other.from)
  if (absences.length > MOST_ABSENCES) complaints.push(`It has ${absences.length} absences ahead; the first ${MOST_ABSENCES} are taken.`)
  return { absences: absences.slice(0, MOST_ABSENCES), complaints: complaints.slice(0, 10) }
}

function eventsIn(text: string): ICAL.Component[] {
  const parsed = ICAL.parse(text) as unknown[]
  const calendars = (Array.isArray(parsed[0]) ? parsed : [parsed]).map((one) => new ICAL.Component(one as string))
  if (calendars.some(({ name }) => name !== 'vcalendar')) throw new Error('it does not begin with BEGIN:VCALENDAR')
  return calendars.flatMap((calendar) => calendar.getAllSubcomponents('vevent'))
}

const uidOf = (component: ICAL.Component) => String(component.getFirstPropertyValue('uid') ?? '')

// Single times of a repeated event that were changed stand as events of their own.
function split(events: readonly ICAL.Component[]): [Map<string, ICAL.Component[]>, ICAL.Component[]] {
  const isChange = (component: ICAL.Component) => component.hasProperty('recurrence-id')
  return [Map.groupBy(events.filter(isChange), uidOf), events.filter((component) => !isChange(component))]
}

function timesOf(event: ICAL.Event, timezone: string, window: Period): Period[] {
  if (isCancelled(event)) return []
  if (!event.isRecurring()) return taken(periodOf(event, event.startDate, event.endDate, timezone), window)
  for (const rule of event.component.getAllProperties('rrule')) refuseOften(rule.getFirstValue() as ICAL.Recur)
  const times = event.iterator()
  const found: Period[] = []
  for (let count = 0; ; count++) {
    const next = times.next() as ICAL.Time | null
    if (!next || instantOf(next, zoneOf(event, 'dtstart'), timezone) >= window.until) return found
    if (count >= MOST_TIMES) throw new Error('it repeats too often to be followed to today')
    const { item, startDate, endDate } = event.getOccurrenceDetails(next)
    if (!isCancelled(item)) found.push(...taken(periodOf(item, startDate, endDate, timezone), window))
  }
}

const isCancelled = ({ component }: ICAL.Event) => String(component.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED'

function refuseOften({ freq }: ICAL.Recur) {
  if (['SECONDLY', 'MINUTELY', 'HOURLY'].includes(freq)) throw new Error('it repeats more often than once a day')
}

function taken(period: Period, window: Period): Period[] {
  if (period.until - period.from > LONGEST) throw new Error('it is longer than a year')
  return period.until > period.from && period.until > window.from && period.from < window.until ? [period] : []
}

const periodOf = (event: ICAL.Event, start: ICAL.Time, end: ICAL.Time, timezone: string): Period => ({
  from: instantOf(start, zoneOf(event, 'dtstart'), timezone),
  until: instantOf(end, zoneOf(event, 'dtend') ?? zoneOf(event, 'dtstart'), timezone),
})

const zoneOf = ({ component }: ICAL.Event, name: string) => (component.getFirstProperty(name)?.getParameter('tzid') as string) ?? null

// By the zone that the file names, where the world knows it; else by what the file itself says of it; without one by the clock of the person.
function instantOf(time: ICAL.Time, named: string | null, timezone: string): Instant {
  const { year, month, day, hour, minute, second, isDate } = time
  const local = new Temporal.PlainDateTime(year, month, day, hour, minute, Math.min(second, 59))
  if (isDate) return whenLocal(local, timezone)
  if (time.zone === ICAL.Timezone.utcTimezone) return Date.UTC(year, month - 1, day, hour, minute, second) as Instant
  if (named !== null && isKnown(named)) return whenLocal(local, named)
  return time.zone && time.zone !== ICAL.Timezone.localTimezone ? ((time.toUnixTime() * 1000) as Instant) : whenLocal(local, timezone)
}

function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const shortened = (text: string) =>
  text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 80)
