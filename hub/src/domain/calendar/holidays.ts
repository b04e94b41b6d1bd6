import { createRequire } from 'node:module'
import type Calendar from 'date-holidays'

// The calendars of the world take 42 MB. They are loaded with the first code that somebody names, and never before.
const load = createRequire(import.meta.url)
let calendars: typeof Calendar | null = null
const known = new Map<string, readonly string[]>()

/** The public holidays of a date-holidays code (`US`, `US-IL`) with their substitutes: local dates, `YYYY-MM-DD`, in order. */
export function holidaysOf(code: string, years: readonly number[]): string[] {
  return years.flatMap((year) => {
    const key = `${code} ${year}`
    const dates = known.get(key) ?? lookUp(code, year)
    known.set(key, dates)
    return dates
  })
}

/** Whether a code names a calendar: a country, one of its states, or a region of that. */
export function isHolidayCode(code: string): boolean {
  const [country = '', state, region, ...rest] = code.split('-')
  const calendar = newCalendar()
  if (rest.length > 0 || !has(calendar.getCountries(), country)) return false
  if (state !== undefined && !has(calendar.getStates(country), state)) return false
  return region === undefined || has(calendar.getRegions(country, state!), region)
}

/** The codes of a country's states when `code` begins with that country, else of all countries: what the nearest one is looked for in. */
export function holidayCodesNear(code: string): string[] {
  const calendar = newCalendar()
  const country = code.slice(0, 2).toUpperCase()
  const states = code.length > 2 && has(calendar.getCountries(), country) ? calendar.getStates(country) : undefined
  return states ? Object.keys(states).map((state) => `${country}-${state}`) : Object.keys(calendar.getCountries())
}

const has = (names: Record<string, string> | undefined, name: string) => names !== undefined && Object.hasOwn(names, name)

function newCalendar(...place: string[]): Calendar {
  calendars ??= load('date-holidays') as typeof Calendar
  return new calendars(...(place as []))
}

function lookUp(code: string, year: number): readonly string[] {
  const dates = newCalendar(...code.split('-'))
    .getHolidays(year)
    .filter((holiday) => holiday.type === 'public')
    .flatMap(({ date, start, end }) => {
      const first = Temporal.PlainDate.from(date.slice(0, 10))
      const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000))
      return Array.from({ length: days }, (_, day) => first.add({ days: day }).toString())
    })
  return [...new Set(dates)].sort()
}
