import type { Instant } from '../domain/instant.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const LONGEST = 60
const CLOCK = String.raw`(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?)?`
const ZONE = String.raw`(?: ?(?:Z|UTC|GMT|\(?[A-Z]{3,4}\)?|([+-])(\d\d):?(\d\d)))?`

const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})\.?${CLOCK}${ZONE}$`, 'i')
const PACKED = new RegExp(String.raw`^(\d{4})(\d\d)(\d\d)${CLOCK}(?: #\d+)?$`)
const MONTH_NAMED = new RegExp(String.raw`^(\d{1,2})[- .]+([a-z]{3,9})[- .,]+(\d{4})${CLOCK}${ZONE}$`, 'i')
const AMERICAN = new RegExp(String.raw`^(?:[a-z]{3,9},? +)?([a-z]{3,9}) +(\d{1,2}),? +(\d{4})${CLOCK}${ZONE}$`, 'i')
const UNIX = new RegExp(String.raw`^(?:[a-z]{3},? +)([a-z]{3}) +(\d{1,2}) +(\d\d):(\d\d):(\d\d)(?: [A-Z]{3,4})? +(\d{4})$`, 'i')
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})([./-])(\d{1,2})\2(\d{4})${CLOCK}$`)

/**
 * Reads a date as WHOIS servers write it; null for one that no calendar has, that could mean two days, or that is in no common form.
 * Without a time it is the beginning of that day, without a zone UTC.
 */
export function readDate(text: string): Instant | null {
  const date = text.trim().slice(0, LONGEST)
  const forms: readonly [RegExp, (match: readonly string[]) => Instant | null][] = [
    [YEAR_FIRST, ([, y, , m, d, ...rest]) => at(y, Number(m), d, rest)],
    [PACKED, ([, y, m, d, ...rest]) => at(y, Number(m), d, rest)],
    [MONTH_NAMED, ([, d, m, y, ...rest]) => at(y, monthOf(m), d, rest)],
    [AMERICAN, ([, m, d, y, ...rest]) => at(y, monthOf(m), d, rest)],
    [UNIX, ([, m, d, hour, minute, second, y]) => at(y, monthOf(m), d, [hour, minute, second])],
    [DAY_FIRST, (match) => dayFirst(match)],
  ]
  for (const [form, read] of forms) {
    const match = form.exec(date)
    if (match) return read(match)
  }
  return null
}

// With dots the day stands first everywhere; with strokes it may be the month, where both are possible nobody knows.
function dayFirst([, first, mark, second, year, ...rest]: readonly string[]): Instant | null {
  const isClear = mark === '.' || Number(first) > 12 || first === second
  return isClear ? at(year, Number(second), first, rest) : null
}

const monthOf = (name: string | undefined) => MONTHS.indexOf((name ?? '').toLowerCase().slice(0, 3)) + 1

type Part = string | undefined

function at(year: Part, month: number, day: Part, [hour, minute, second, sign, zoneHours, zoneMinutes]: readonly Part[]): Instant | null {
  const [h, m, s] = [Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0)]
  if (month < 1 || month > 12 || h > 24 || m > 59 || s > 60) return null
  const midnight = Date.UTC(Number(year), month - 1, Number(day))
  if (new Date(midnight).getUTCDate() !== Number(day)) return null
  const ahead = (sign === '-' ? -1 : 1) * (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0))
  return (midnight + ((h * 60 + m - (sign ? ahead : 0)) * 60 + s) * 1000) as Instant
}
