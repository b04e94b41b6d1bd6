import { shiftsFrom } from '../calendar/hours.ts'
import { inZone, whenMinute } from '../calendar/local-time.ts'
import { after, days } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Schedule } from '../plan/plan.ts'
import { whoIsOn } from './who-is-on.ts'

// A schedule repeats each week; only the weeks in which the clocks change differ. Any year proves it.
const A_YEAR = 2026
const WEEK = 8

/** What always stands: temporary rotations, overrides and absences come and go. */
const permanent = (schedule: Schedule): Schedule => ({
  ...schedule,
  rotations: schedule.rotations.filter(({ dates }) => dates === null),
  overrides: [],
})

/** The first moment of an ordinary week, or of one in which the clocks change, at which nobody is on duty; null when somebody always is. */
export function firstGap(written: Schedule): Instant | null {
  const schedule = permanent(written)
  const zones = new Set([schedule.timezone, ...schedule.rotations.flatMap(({ timezone }) => timezone ?? [])])
  for (const from of [...zones].flatMap(weeksToProve)) {
    const gap = gapAfter(schedule, from)
    if (gap !== null) return gap
  }
  return null
}

// Duty ends only where a shift ends, so a gap begins there, or stands at the beginning.
function gapAfter(schedule: Schedule, from: Instant): Instant | null {
  const until = after(from, days(WEEK))
  const ends = schedule.rotations.flatMap(({ hours, days, timezone }) =>
    [...shiftsFrom(from, { timezone: timezone ?? schedule.timezone, hours, days }, WEEK + 1)].map(({ end }) => end),
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
