import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../clock.ts'
import { after, days } from '../domain/instant.ts'
import { withOverrides } from '../domain/oncall/made-override.ts'
import type { MadeOverride } from '../domain/oncall/made-override.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { overridesSince } from '../store/overrides.ts'
import type { Store } from '../store/store.ts'
import { pollOf, startLoop } from './loop.ts'

const KEPT = days(-35) // a calendar shows the month before

/** The plan with the overrides made on screen laid over it; those that another hub took are seen within a poll (RES-1). */
export async function startLayingOverrides(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly plan: Plan
  readonly onBug: (error: unknown) => void
}) {
  const { store, clock, plan, onBug } = parts
  let made: readonly MadeOverride[] = []
  let laid = plan
  const read = async () => {
    const found = await overridesSince(store.db, after(clock.now(), KEPT))
    if (isDeepStrictEqual(found, made)) return
    made = found
    laid = withOverrides(plan, made)
  }
  await read()
  const most = pollOf(store.kind)
  const loop = startLoop({ clock, most, onBug, pass: () => read().then(() => null) })
  return { plan: () => laid, read, stop: loop.stop }
}
