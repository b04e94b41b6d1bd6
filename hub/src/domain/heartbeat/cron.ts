import { inZone, whenMinute } from '../calendar/local-time.ts'
import type { Instant } from '../instant.ts'

/** A schedule as cron writes it. Of day and day of the week either counts where both are given (POSIX, crontab). */
export type Cron = {
  readonly minutes: ReadonlySet<number>
  readonly hours: ReadonlySet<number>
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  readonly weekdays: ReadonlySet<number> // 0 and 7 are Sunday
  readonly eitherDay: boolean
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ')
const FARTHEST_DAYS = 366 * 8 // 29 February may be eight years away

/** Reads the five fields of a cron expression; null when it is none, or names a day that never comes. */
export function readCron(text: string): Cron | null {
  const fields = text.trim().toLowerCase().split(/\s+/)
  if (fields.length !== 5) return null
  const [minutes, hours, days, months, weekdays] = [
    readField(fields[0]!, 0, 59),
    readField(fields[1]!, 0, 23),
    readField(fields[2]!, 1, 31),
    readField(fields[3]!, 1, 12, MONTHS, 1),
    readField(fields[4]!, 0, 7, WEEKDAYS),
  ]
  if (!minutes || !hours || !days || !months || !weekdays) return null
  const eitherDay = !fields[2]!.startsWith('*') && !fields[4]!.startsWith('*')
  const cron = { minutes, hours, days, months, weekdays, eitherDay }
  return nextTime(cron, 0 as Instant, 'UTC') === null ? null : cron
}

/** The first time after `at` at which the schedule is due on the clocks of the zone; null when it never is. */
export function nextTime(cron: Cron, at: Instant, timezone: string): Instant | null {
  const today = inZone(at, timezone).toPlainDate()
  for (let ahead = 0; ahead <= FARTHEST_DAYS; ahead++) {
    const date = today.add({ days: ahead })
    if (!isDay(cron, date)) continue
    for (const hour of inOrder(cron.hours))
      for (const minute of inOrder(cron.minutes)) {
        const moment = whenMinute(date, hour * 60 + minute, timezone)
        if (moment > at) return moment
      }
  }
  return null
}

const inOrder = (numbers: ReadonlySet<number>) => [...numbers].sort((a, b) => a - b)

function isDay(cron: Cron, date: Temporal.PlainDate): boolean {
  if (!cron.months.has(date.month)) return false
  const isOfMonth = cron.days.has(date.day)
  const isOfWeek = cron.weekdays.has(date.dayOfWeek) || (date.dayOfWeek === 7 && cron.weekdays.has(0))
  return cron.eitherDay ? isOfMonth || isOfWeek : isOfMonth && isOfWeek
}

// `*`, `5`, `1-5`, `*/10`, `1-30/2`, `mon,wed`.
function readField(text: string, least: number, most: number, names: readonly string[] = [], first = 0): Set<number> | null {
  const found = new Set<number>()
  for (const part of text.split(',')) {
    const match = /^(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:\/(\d{1,3}))?$/.exec(part)
    if (!match) return null
    const [, from, to, every] = match
    if (from === '*' && to !== undefined) return null
    const start = from === '*' ? least : numberOf(from!, names, first)
    const end = from === '*' ? most : to !== undefined ? numberOf(to, names, first) : every === undefined ? start : most
    const step = every === undefined ? 1 : Number(every)
    if (!(start >= least && end <= most && start <= end && step > 0)) return null
    for (let n = start; n <= end; n += step) found.add(n)
  }
  return found
}

function numberOf(word: string, names: readonly string[], first: number): number {
  const named = names.indexOf(word)
  return named >= 0 ? named + first : /^\d{1,2}$/.test(word) ? Number(word) : NaN
}
