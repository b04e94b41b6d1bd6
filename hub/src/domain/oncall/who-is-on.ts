import { shiftAt } from '../calendar/hours.ts'
import type { Instant } from '../instant.ts'
import type { Rotation, Schedule } from '../plan/plan.ts'

const A_MONDAY = '1970-01-05' // where turns are counted from when the plan does not say

/**
 * The ids of everyone on duty at a moment, in the order of the plan (RES-1). A shift, its days and its turn belong to the local day on
 * which it starts; where rotations overlap, all are on duty.
 */
export function whoIsOn(schedule: Schedule, at: Instant): readonly string[] {
  const people = schedule.rotations.flatMap((rotation) => {
    const shift = shiftAt(at, { timezone: schedule.timezone, hours: rotation.hours, days: rotation.days })
    return shift ? turnOf(rotation, shift.date) : []
  })
  return [...new Set(people)]
}

/** Whose turn a local day is: everyone's in a rotation without turns. Turns go round, before the first day as well. */
export function turnOf(rotation: Rotation, date: Temporal.PlainDate): readonly string[] {
  const { people, everyDays, from } = rotation
  if (everyDays === 0 || people.length < 2) return people
  const passed = Temporal.PlainDate.from(from ?? A_MONDAY).until(date, { largestUnit: 'days' }).days
  const turn = Math.floor(passed / everyDays)
  return [people[((turn % people.length) + people.length) % people.length]!]
}
