import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../clock.ts'
import { after, days } from '../../domain/instant.ts'
import { withOverrides } from '../../domain/oncall/made-override.ts'
import type { MadeOverride } from '../../domain/oncall/made-override.ts'
import type { Absence, Plan } from '../../domain/plan/plan.ts'
import { calendarAbsences } from '../../store/absences.ts'
import { peopleWithBrowsers } from '../../store/browsers.ts'
import { overridesSince } from '../../store/overrides.ts'
import type { Store } from '../../store/store.ts'
import { pollOf, startLoop } from '../loop.ts'

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

/** The plan with what people change while the hub runs laid over it: overrides, who takes push messages, and absences of calendars. What another hub took is seen within a poll (RES-1). */
export async function startLayingOverrides(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly plan: () => Plan
  readonly onBug: (error: unknown) => void
}) {
  const { store, clock, plan, onBug } = parts
  let made: Made = { overrides: [], browsers: [], absences: [] }
  let under: Plan | null = null
  let laid = plan()
  const read = async () => {
    const { db } = store
    const [overrides, browsers, absences] = await Promise.all([
      overridesSince(db, after(clock.now(), KEPT)),
      peopleWithBrowsers(db),
      calendarAbsences(db),
    ])
    const found = { overrides, browsers, absences }
    if (isDeepStrictEqual(found, made)) return
    made = found
    under = null
  }
  await read()
  const most = pollOf(store.kind)
  const loop = startLoop({ clock, most, onBug, pass: () => read().then(() => null) })
  return {
    plan() {
      if (under === plan()) return laid
      under = plan()
      laid = withPeople(withOverrides(under, made.overrides), made)
      return laid
    },
    read,
    stop: loop.stop,
  }
}
