import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../clock.ts'
import { after, days } from '../domain/instant.ts'
import { withOverrides } from '../domain/oncall/made-override.ts'
import type { MadeOverride } from '../domain/oncall/made-override.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { peopleWithBrowsers } from '../store/browsers.ts'
import { overridesSince } from '../store/overrides.ts'
import type { Store } from '../store/store.ts'
import { pollOf, startLoop } from './loop.ts'

const KEPT = days(-35) // a calendar shows the month before

type Made = { readonly overrides: readonly MadeOverride[]; readonly browsers: readonly string[] }

const withBrowsers = (plan: Plan, browsers: readonly string[]): Plan => ({
  ...plan,
  people: Object.fromEntries(Object.entries(plan.people).map(([id, person]) => [id, { ...person, hasBrowser: browsers.includes(id) }])),
})

/** The plan with what people change while the hub runs laid over it: overrides, and who takes push messages. What another hub took is seen within a poll (RES-1). */
export async function startLayingOverrides(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly plan: Plan
  readonly onBug: (error: unknown) => void
}) {
  const { store, clock, plan, onBug } = parts
  let made: Made = { overrides: [], browsers: [] }
  let laid = plan
  const read = async () => {
    const [overrides, browsers] = await Promise.all([overridesSince(store.db, after(clock.now(), KEPT)), peopleWithBrowsers(store.db)])
    const found = { overrides, browsers }
    if (isDeepStrictEqual(found, made)) return
    made = found
    laid = withBrowsers(withOverrides(plan, overrides), browsers)
  }
  await read()
  const most = pollOf(store.kind)
  const loop = startLoop({ clock, most, onBug, pass: () => read().then(() => null) })
  return { plan: () => laid, read, stop: loop.stop }
}
