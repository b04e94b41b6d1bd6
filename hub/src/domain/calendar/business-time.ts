import type { Zone } from '../incident/incident.ts'
import type { Instant } from '../instant.ts'
import { inZone, whenLocal, whenMinute } from './local-time.ts'

const OPENS = 9 * 60
const CLOSES = 17 * 60

/** Whether the local day of an instant is Monday to Friday and no holiday of the zone. */
export const isBusinessDay = (at: Instant, zone: Zone): boolean => isBusinessDate(inZone(at, zone.timezone).toPlainDate(), zone)

/**
 * The same local time `n` business days later. What happens outside 09:00 to 17:00 of a business day (17:00 is outside) counts as if it
 * had happened at the next 09:00 of one: Friday 18:00 and one business day is Tuesday 09:00.
 */
export function businessDaysAfter(at: Instant, n: number, zone: Zone): Instant {
  return asked(zone, `${at} ${n}`, () => countBusinessDays(at, n, zone))
}

function countBusinessDays(at: Instant, n: number, zone: Zone): Instant {
  const counted = inBusinessHours(inZone(at, zone.timezone).toPlainDateTime(), zone)
  let date = counted.toPlainDate()
  for (let day = 0; day < n; day++) date = nextBusinessDate(date, zone)
  return whenLocal(date.toPlainDateTime(counted.toPlainTime()), zone.timezone)
}

/** A minute of the clock on the next local day, or on the next business day. */
export function nextDayAt(at: Instant, { business, minute }: { business: boolean; minute: number }, zone: Zone): Instant {
  return asked(zone, `${at} ${business} ${minute}`, () => {
    const today = inZone(at, zone.timezone).toPlainDate()
    return whenMinute(business ? nextBusinessDate(today, zone) : today.add({ days: 1 }), minute, zone.timezone)
  })
}

// One decision asks the same many times: for every step that waits for a day.
const lastAsked = new WeakMap<Zone, Map<string, Instant>>()
const MOST_ASKED = 100

function asked(zone: Zone, what: string, find: () => Instant): Instant {
  let known = lastAsked.get(zone)
  if (!known || known.size >= MOST_ASKED) lastAsked.set(zone, (known = new Map()))
  const found = known.get(what) ?? find()
  known.set(what, found)
  return found
}

function inBusinessHours(local: Temporal.PlainDateTime, zone: Zone): Temporal.PlainDateTime {
  const date = local.toPlainDate()
  const minute = local.hour * 60 + local.minute
  const opening = { hour: OPENS / 60 }
  if (isBusinessDate(date, zone) && minute < OPENS) return date.toPlainDateTime(opening)
  if (isBusinessDate(date, zone) && minute < CLOSES) return local
  return nextBusinessDate(date, zone).toPlainDateTime(opening)
}

function nextBusinessDate(date: Temporal.PlainDate, zone: Zone): Temporal.PlainDate {
  let next = date.add({ days: 1 })
  while (!isBusinessDate(next, zone)) next = next.add({ days: 1 })
  return next
}

const isBusinessDate = (date: Temporal.PlainDate, zone: Zone) => date.dayOfWeek <= 5 && !zone.holidays.includes(date.toString())
