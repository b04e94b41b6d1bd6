import type { Plan } from '../plan/plan.ts'
import { isWithin } from './who-is-on.ts'
import type { IsAway } from './who-is-on.ts'

/** Who of the plan's people is away when. */
export const awayIn =
  ({ people }: Pick<Plan, 'people'>): IsAway =>
  (person, at) =>
    people[person]?.absences.some((absence) => isWithin(absence, at)) ?? false
