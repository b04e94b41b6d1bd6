import { after, days } from '../../domain/instant.ts'
import { withOverrides } from '../../domain/oncall/made-override.ts'
import type { MadeOverride } from '../../domain/oncall/made-override.ts'
import type { Absence, Plan } from '../../domain/plan/plan.ts'
import { calendarAbsences } from '../../store/absences.ts'
import { peopleWithBrowsers } from '../../store/browsers.ts'
import { overridesSince } from '../../store/overrides.ts'
import { startLayingOver } from './lay-over.ts'
import type { Beneath } from './lay-over.ts'

const KEPT = days(-35) // a calendar shows the month before

type Made = {
  readonly overrides: readonly MadeOverride[]
  readonly browsers: readonly string[]
  readonly absences: readonly (Absence & { readonly person: string })[]
}

const withPeople = (plan: Plan, { browsers, absences }: Made): Plan => ({
  ...plan,
  people: Object.fromEntries(
    Object.values(plan.people).map((person) => {
      const away = absences.filter((one) => one.person === person.id)
      return [person.id, { ...person, hasBrowser: browsers.includes(person.id), absences: [...person.absences, ...away] }]
    }),
  ),
})

/** The plan with overrides, who takes push messages, and the absences of calendars (RES-1). */
export const startLayingOverrides = (beneath: Beneath) =>
  startLayingOver(
    beneath,
    async (): Promise<Made> => {
      const { db } = beneath.store
      const [overrides, browsers, absences] = await Promise.all([
        overridesSince(db, after(beneath.clock.now(), KEPT)),
        peopleWithBrowsers(db),
        calendarAbsences(db),
      ])
      return { overrides, browsers, absences }
    },
    (plan, made) => withPeople(withOverrides(plan, made.overrides), made),
  )
