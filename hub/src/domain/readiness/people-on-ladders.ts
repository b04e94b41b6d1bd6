import { laddersOf } from '../oncall/ladders-of.ts'
import type { Person, Plan } from '../plan/plan.ts'

/** Everybody whom a ladder may page: named on a rung, or in a rotation of a schedule that is. */
export function peopleOnLadders(plan: Plan): Person[] {
  const named = new Set(laddersOf(plan).flatMap(({ escalation }) => escalation.map(({ notify }) => notify)))
  const ids = new Set(
    [...named].flatMap((id) => {
      const schedule = plan.schedules[id]
      return schedule ? schedule.rotations.flatMap(({ people }) => people) : [id]
    }),
  )
  return Object.values(plan.people).filter(({ id }) => ids.has(id))
}
