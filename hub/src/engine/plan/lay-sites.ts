import type { Clock } from '../../clock.ts'
import type { Complaint } from '../../domain/document.ts'
import { layWhatFits } from '../../domain/plan/plan-basis.ts'
import type { PlanBasis } from '../../domain/plan/plan-basis.ts'
import { keptEntries, markOfKept } from '../../store/kept-entries.ts'
import type { Store } from '../../store/store.ts'
import { pollOf, startLoop } from '../loop.ts'

/** The plan of the file with the partners, clients and sites that people keep on screen; what another hub was told is seen within a poll. */
export async function startLayingSites(parts: {
  readonly store: Store
  readonly clock: Clock
  readonly basis: PlanBasis
  readonly onLeft: (left: readonly Complaint[]) => void
  readonly onBug: (error: unknown) => void
}) {
  const { store, clock, basis, onLeft, onBug } = parts
  let seen = ''
  let laid = basis.plan
  let follow = async () => {}
  const read = async () => {
    const mark = await markOfKept(store.db)
    if (mark === seen) return
    const { plan, left } = layWhatFits(basis, await keptEntries(store.db, null))
    seen = mark
    laid = plan
    if (left.length > 0) onLeft(left)
    await follow()
  }
  await read()
  const loop = startLoop({ clock, most: pollOf(store.kind), onBug, pass: () => read().then(() => null) })
  return {
    plan: () => laid,
    read,
    /** From now on `work` is done whenever another plan is laid. */
    whenLaid(work: () => Promise<void>) {
      follow = work
    },
    stop: loop.stop,
  }
}
