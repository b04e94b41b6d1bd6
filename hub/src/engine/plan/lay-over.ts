import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../clock.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import type { Store } from '../../store/store.ts'
import { pollOf, startLoop } from '../loop.ts'

export type Beneath = {
  readonly store: Store
  readonly clock: Clock
  readonly plan: () => Plan
  readonly onBug: (error: unknown) => void
}

/** Lays what people keep on screen over the plan beneath, anew whenever either changes; what another hub was told is seen within a poll. */
export async function startLayingOver<Kept>(
  { store, clock, plan, onBug }: Beneath,
  find: () => Promise<Kept>,
  lay: (plan: Plan, kept: Kept) => Plan,
) {
  let kept = await find()
  let under = plan()
  let laid = lay(under, kept)
  const layAnew = () => {
    under = plan()
    laid = lay(under, kept)
  }
  const read = async () => {
    const found = await find()
    if (isDeepStrictEqual(found, kept)) return
    kept = found
    layAnew()
  }
  const loop = startLoop({ clock, most: pollOf(store.kind), onBug, pass: () => read().then(() => null) })
  return {
    plan() {
      if (under !== plan()) layAnew()
      return laid
    },
    /** Whoever changed something sees it from then on. */
    read,
    stop: loop.stop,
  }
}
