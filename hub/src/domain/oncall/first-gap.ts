import { shiftsFrom } from '../calendar/hours.ts'
import { inZone, whenMinute } from '../calendar/local-time.ts'
import { after, days } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Schedule } from '../plan/plan.ts'
import { whoIsOn } from './who-is-on.ts'

// A schedule repeats each week; only the weeks in which the clocks change differ. Any year proves it.
const A_YEAR = 2026
const WEEK = 8

/** The first moment of an ordinary week, or of one in which the clocks change, at which nobody is on duty; null when somebody always is. */
export function firstGap(schedule: Schedule): Instant | null {
  for (const from of weeksToProve(schedule.timezone)) {
    const gap = gapAfter(schedule, from)
    if (gap !== null) return gap
  }
  return null
}

// Duty ends only where a shift ends, so a gap begins there, or stands at the beginning.
function gapAfter(schedule: Schedule, from: Instant): Instant | null {
  const until = after(from, days(WEEK))
  const ends = schedule.rotations.flatMap(({ hours, days }) =>
    [...shiftsFrom(from, { timezone: schedule.timezone, hours, days }, WEEK + 1)].map(({ end }) => end),
  )
  const moments = [from, ...ends.filter((end) => end > from && end < until)].sort((a, b) => a - b)
  return moments.find((moment) => whoIsOn(schedule, moment).length === 0) ?? null
}

function weeksToProve(timezone: string): Instant[] {
  const start = whenMinute(Temporal.PlainDate.from({ year: A_YEAR, month: 1, day: 5 }), 0, timezone)
  const weeks = [start]
  let change = inZone(start, timezone).getTimeZoneTransition('next')
  while (change !== null && change.year === A_YEAR) {
    weeks.push(whenMinute(change.toPlainDate().subtract({ days: 4 }), 0, timezone))
    change = change.getTimeZoneTransition('next')
  }
  return weeks
}
