import { shiftsFrom } from '../calendar/hours.ts'
import { days } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Period, Schedule } from '../plan/plan.ts'
import { whoIsOn } from './who-is-on.ts'
import type { IsAway } from './who-is-on.ts'

/** A stretch of time in which the same people are on duty; `until` is not in it. */
export type Duty = Period & { readonly people: readonly string[] }

/** Who is on duty from one moment to another, without a hole: stretches in which nobody is are among them. `absences` are those of everyone. */
export function dutyBetween(
  schedule: Schedule,
  { from, until }: Period,
  isAway: IsAway = () => false,
  absences: readonly Period[] = [],
): readonly Duty[] {
  const moments = [from, ...boundaries(schedule, { from, until }, absences)]
  const stretches: Duty[] = []
  for (const [index, start] of moments.entries()) {
    const people = whoIsOn(schedule, start, isAway)
    const last = stretches.at(-1)
    const end = moments[index + 1] ?? until
    if (last && isSame(last.people, people)) stretches[stretches.length - 1] = { ...last, until: end }
    else stretches.push({ from: start, until: end, people })
  }
  return stretches
}

// Duty changes only where a shift, an override or an absence begins or ends, and where a turn passes, which is at the start of a shift.
function boundaries({ rotations, timezone, overrides }: Schedule, { from, until }: Period, absences: readonly Period[]): Instant[] {
  const count = Math.ceil((until - from) / days(1)) + 3
  const moments = new Set<Instant>()
  for (const { hours, days: weekDays, timezone: own } of rotations)
    for (const { start, end } of shiftsFrom(from, { timezone: own ?? timezone, hours, days: weekDays }, count)) moments.add(start).add(end)
  for (const period of [...overrides, ...absences]) moments.add(period.from).add(period.until)
  return [...moments].filter((at) => at > from && at < until).sort((one, other) => one - other)
}

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((person, index) => person === other[index])
