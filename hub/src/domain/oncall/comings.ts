import { after, hours } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Period, Plan } from '../plan/plan.ts'
import { dutyOf } from './duty-of.ts'

/** Somebody comes on duty. `from` hands over: who was on duty until then and is no longer. */
export type Coming = {
  readonly schedule: string
  readonly person: string
  readonly at: Instant
  readonly until: Instant | null // when their turn ends; null: not within two days
  readonly from: readonly string[]
  readonly isRested: boolean // they were not on duty in the twelve hours before
}

const REST = hours(12)
const AHEAD = hours(48)

/** Who comes on duty for any schedule within a time, its beginning left out and its end not (RES-1). */
export function comingsWithin(plan: Pick<Plan, 'schedules' | 'people'>, { from, until }: Period): readonly Coming[] {
  return Object.keys(plan.schedules).flatMap((schedule) => {
    const duties = dutyOf(plan, schedule, { from: (from - REST) as Instant, until: after(until, AHEAD) })
    return duties.flatMap((duty, index): Coming[] => {
      if (index === 0 || duty.from <= from || duty.from > until) return []
      const before = duties[index - 1]!.people
      return duty.people
        .filter((person) => !before.includes(person))
        .map((person) => ({
          ...{ schedule, person, at: duty.from },
          until: duties.slice(index).find(({ people }) => !people.includes(person))?.from ?? null,
          from: before.filter((one) => !duty.people.includes(one)),
          isRested: !duties.slice(0, index).some((one) => one.until > duty.from - REST && one.people.includes(person)),
        }))
    })
  })
}
