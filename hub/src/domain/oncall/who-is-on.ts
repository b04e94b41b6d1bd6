import { shiftAt } from '../calendar/hours.ts'
import type { Instant } from '../instant.ts'
import type { Period, Rotation, Schedule } from '../plan/plan.ts'

const A_MONDAY = '1970-01-05' // where turns are counted from when the plan does not say

/** Whether a person is away at a moment: an absence takes them off every schedule. */
export type IsAway = (person: string, at: Instant) => boolean
const NOBODY_AWAY: IsAway = () => false

/**
 * The ids of everyone on duty at a moment, in the order of the plan (RES-1). A shift, its days and its turn belong to the local day on
 * which it starts. Of the layers the highest on which somebody stands counts; where its rotations overlap, all are on duty. An override
 * wins over every layer, or takes the place of one person.
 */
export function whoIsOn(schedule: Schedule, at: Instant, isAway: IsAway = NOBODY_AWAY): readonly string[] {
  const overrides = schedule.overrides.filter((override) => isWithin(override, at) && override.people.some((one) => !isAway(one, at)))
  const whole = overrides.findLast(({ insteadOf }) => insteadOf === null)
  const regular =
    whole?.people ?? byLayers(schedule, at, (person) => isAway(person, at) && !overrides.some((one) => one.insteadOf === person))
  const people = regular.flatMap((person) => overrides.findLast(({ insteadOf }) => insteadOf === person)?.people ?? person)
  return [...new Set(people.filter((person) => !isAway(person, at)))]
}

/** Whose turn a local day is: everyone's in a rotation without turns. Turns go round, before the first day as well. */
export function turnOf(rotation: Rotation, date: Temporal.PlainDate): readonly string[] {
  const { people, everyDays, from } = rotation
  if (everyDays === 0 || people.length < 2) return people
  const passed = Temporal.PlainDate.from(from ?? A_MONDAY).until(date, { largestUnit: 'days' }).days
  const turn = Math.floor(passed / everyDays)
  return [people[((turn % people.length) + people.length) % people.length]!]
}

export const isWithin = ({ from, until }: Period, at: Instant) => from <= at && at < until

function byLayers({ rotations, timezone }: Schedule, at: Instant, isOff: (person: string) => boolean): readonly string[] {
  const layers = [...new Set(rotations.map(({ layer }) => layer))].sort((one, other) => other - one)
  for (const layer of layers) {
    const people = rotations.filter((one) => one.layer === layer).flatMap((rotation) => onShift(rotation, timezone, at))
    const present = people.filter((person) => !isOff(person))
    if (present.length > 0) return present
  }
  return []
}

function onShift(rotation: Rotation, timezone: string, at: Instant): readonly string[] {
  const shift = shiftAt(at, { timezone: rotation.timezone ?? timezone, hours: rotation.hours, days: rotation.days })
  return shift && isOf(rotation, shift.date) ? turnOf(rotation, shift.date) : []
}

/** Whether a shift that starts on a local day is of the rotation: a temporary one has its first and its last day. */
const isOf = ({ dates }: Rotation, date: Temporal.PlainDate) =>
  dates === null || (Temporal.PlainDate.compare(date, dates.first) >= 0 && Temporal.PlainDate.compare(date, dates.last) <= 0)
