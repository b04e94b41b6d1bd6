import type { Instant } from '../instant.ts'
import type { Override, Plan } from '../plan/plan.ts'

/** An override that a person made while the hub runs, and when it was withdrawn. */
export type MadeOverride = Override & {
  readonly number: number
  readonly schedule: string
  readonly by: string
  readonly at: Instant
  readonly withdrawnAt: Instant | null
}

/**
 * The plan with the overrides made on screen laid over those of its file: the later made wins. One that was withdrawn counted until then;
 * one that names a schedule or only people whom the plan no longer knows counts for nothing.
 */
export function withOverrides(plan: Plan, made: readonly MadeOverride[]): Plan {
  const laid = made.flatMap((one) => {
    const until = Math.min(one.until, one.withdrawnAt ?? one.until) as Instant
    const people = one.people.filter((person) => person in plan.people)
    return until <= one.from || people.length === 0 ? [] : [{ ...one, until, people }]
  })
  const schedules = Object.values(plan.schedules).map((schedule) => {
    const own = laid.filter((one) => one.schedule === schedule.id)
    const added = own.map(({ from, until, people, insteadOf }): Override => ({ from, until, people, insteadOf }))
    return { ...schedule, overrides: [...schedule.overrides, ...added] }
  })
  return { ...plan, schedules: Object.fromEntries(schedules.map((schedule) => [schedule.id, schedule])) }
}
