import { sayTime } from '../calendar/say-time.ts'
import { after, days, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Override, Period, Plan, Schedule } from '../plan/plan.ts'
import { Problem } from '../../problem.ts'
import { dutyBetween } from './duty.ts'
import type { MadeOverride } from './made-override.ts'

const LATELY = minutes(5) // a form was filled in meanwhile

/**
 * Refuses an override that cannot be: for nobody of the plan, in the past, for somebody who is away, instead of somebody who is not on duty
 * then, or against another that was made on screen. What is refused is said with names and times, and what to do instead.
 */
export function overrideMustFit(plan: Plan, schedule: Schedule, override: Override, made: readonly MadeOverride[], now: Instant) {
  for (const person of [...override.people, ...(override.insteadOf === null ? [] : [override.insteadOf])]) mustBeKnown(plan, person)
  mustBeAhead(override, now)
  for (const person of override.people) mustBeThere(plan, person, override)
  if (override.insteadOf !== null) mustBeOnDuty(plan, schedule, override.insteadOf, override)
  mustNotMeet(plan, schedule, override, made)
}

function mustBeKnown({ people }: Plan, person: string) {
  if (person in people) return
  const fix = `Write one of: ${Object.keys(people).join(', ')}.`
  throw new Problem('not-found', 'person_unknown', `There is no person "${person}".`, fix, { field: 'people' })
}

function mustBeAhead({ from, until }: Period, now: Instant) {
  if (until <= from)
    throw new Problem('bad-input', 'override_inverted', 'It ends before it begins.', 'Write a later end.', { field: 'until' })
  if (from < now - LATELY || until <= now) {
    const fix = 'Let it begin now or later: what was, was.'
    throw new Problem('bad-input', 'override_past', 'It lies in the past.', fix, { field: 'from' })
  }
  if (until > after(now, days(366))) {
    const fix = 'Write an end within the next year.'
    throw new Problem('bad-input', 'override_too_far', 'It ends more than a year from now.', fix, { field: 'until' })
  }
}

function mustBeThere(plan: Plan, id: string, period: Period) {
  const person = plan.people[id]!
  const absence = person.absences.find((one) => meets(one, period))
  if (!absence) return
  const said = `${person.name} is away from ${sayTime(absence.from, person.timezone)} until ${sayTime(absence.until, person.timezone)}.`
  throw new Problem('conflict', 'person_away', said, 'Choose somebody else, or another time.', { field: 'people' })
}

function mustBeOnDuty(plan: Plan, schedule: Schedule, id: string, period: Period) {
  // Whoever is away is the very one to stand in for.
  if (dutyBetween(schedule, period).some(({ people }) => people.includes(id))) return
  const said = `${plan.people[id]!.name} is not on duty for ${schedule.id} in that time, so nobody can stand in for them.`
  throw new Problem('conflict', 'duty_elsewhere', said, 'Leave the person out to put somebody on instead of everyone.', {
    field: 'insteadOf',
  })
}

function mustNotMeet(plan: Plan, schedule: Schedule, override: Override, made: readonly MadeOverride[]) {
  const other = made.find(
    (one) =>
      one.schedule === schedule.id &&
      one.withdrawnAt === null &&
      meets(one, override) &&
      (one.insteadOf === null || override.insteadOf === null || one.insteadOf === override.insteadOf),
  )
  if (!other) return
  const names = other.people.map((person) => plan.people[person]?.name ?? person).join(' and ')
  const when = `from ${sayTime(other.from, schedule.timezone)} until ${sayTime(other.until, schedule.timezone)}`
  const said = `Override ${other.number} already puts ${names} on duty for ${schedule.id} ${when}.`
  throw new Problem('conflict', 'override_overlaps', said, `Withdraw override ${other.number} first, or choose another time.`)
}

const meets = (one: Period, other: Period) => one.from < other.until && other.from < one.until
