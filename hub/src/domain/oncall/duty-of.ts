import type { Period, Plan } from '../plan/plan.ts'
import { awayIn } from './away-in.ts'
import { dutyBetween } from './duty.ts'
import type { Duty } from './duty.ts'

/** Who is on duty for what a rung names: a schedule, or a person, who always is unless away. */
export function dutyOf({ schedules, people }: Pick<Plan, 'schedules' | 'people'>, notify: string, period: Period): readonly Duty[] {
  const isAway = awayIn({ people })
  const absences = Object.values(people).flatMap((person) => person.absences)
  const schedule = schedules[notify] ?? alwaysOn(notify)
  return dutyBetween(schedule, period, isAway, absences)
}

const alwaysOn = (person: string) => {
  const always = { days: [1, 2, 3, 4, 5, 6, 7], hours: { from: 0, to: 0 }, everyDays: 0, from: null, timezone: null, layer: 1, dates: null }
  return { id: person, timezone: 'UTC', rotations: [{ ...always, people: [person] }], overrides: [] }
}
