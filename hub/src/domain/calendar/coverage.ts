import type { Instant } from '../instant.ts'
import type { Coverage, Period } from '../plan/plan.ts'
import { holidaysOf } from './holidays.ts'
import { EVERY_DAY, shiftsFrom, WHOLE_DAY } from './hours.ts'
import type { Shift } from './hours.ts'

const HORIZON_DAYS = 400 // longer than any run of closed days that a yearly calendar can make

/** Whether somebody answers at this moment (RES-1). */
export const coveredAt = (coverage: Coverage, at: Instant): boolean => isAlways(coverage) || stretchAt(coverage, at).isOpen

/** The next moment, after `at`, at which coverage begins or ends; null when it always stands. Shifts that meet have no boundary between them. */
export function nextBoundary(coverage: Coverage, at: Instant): Instant | null {
  return isAlways(coverage) ? null : stretchAt(coverage, at).until
}

/** `at` itself when it is covered, else the moment at which coverage next begins: what first response counts from. */
export function startOfCoverage(coverage: Coverage, at: Instant): Instant {
  return coveredAt(coverage, at) ? at : (stretchAt(coverage, at).until ?? at)
}

/** The stretches of a time in which somebody is promised to answer (RES-1). */
export function openPeriods(coverage: Coverage, { from, until }: Period): Period[] {
  const periods: Period[] = []
  for (let at = from; at < until;) {
    const end = Math.min(nextBoundary(coverage, at) ?? until, until) as Instant
    if (coveredAt(coverage, at)) periods.push({ from: at, until: end })
    at = end
  }
  return periods
}

const isAlways = ({ hours, days, closedOnHolidays, holidays }: Coverage) =>
  hours === null && EVERY_DAY.every((day) => days.includes(day)) && !(closedOnHolidays && holidays)

/** A stretch in which nothing changes, from a moment inside it on. */
type Stretch = { readonly from: Instant; readonly until: Instant | null; readonly isOpen: boolean }

// One decision asks the same many times.
const lastAsked = new WeakMap<Coverage, Stretch>()

function stretchAt(coverage: Coverage, at: Instant): Stretch {
  const last = lastAsked.get(coverage)
  if (last && last.from <= at && (last.until === null || at < last.until)) return last
  const openTo = openUntil(coverage, at)
  const found = { from: at, until: openTo ?? nextOpening(coverage, at), isOpen: openTo !== null }
  lastAsked.set(coverage, found)
  return found
}

function openUntil(coverage: Coverage, at: Instant): Instant | null {
  let until: Instant | null = null
  for (const shift of openShifts(coverage, at)) {
    if (until === null ? shift.start <= at && at < shift.end : shift.start <= until) until = shift.end
    else if (shift.start > at) break
  }
  return until
}

function nextOpening(coverage: Coverage, at: Instant): Instant | null {
  for (const shift of openShifts(coverage, at)) if (shift.start > at) return shift.start
  return null
}

function* openShifts(coverage: Coverage, at: Instant): Generator<Shift> {
  const weekly = { timezone: coverage.timezone, hours: coverage.hours ?? WHOLE_DAY, days: coverage.days }
  for (const shift of shiftsFrom(at, weekly, HORIZON_DAYS)) if (!isClosed(coverage, shift.date)) yield shift
}

const isClosed = ({ closedOnHolidays, holidays }: Coverage, date: Temporal.PlainDate) =>
  closedOnHolidays && holidays !== null && holidaysOf(holidays, [date.year]).includes(date.toString())
