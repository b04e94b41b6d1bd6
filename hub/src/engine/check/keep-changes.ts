import { after, minutes, seconds } from '../../domain/instant.ts'
import { addTransition } from '../../store/transitions.ts'
import type { Transition } from '../../store/transitions.ts'
import type { Tx } from '../../store/store.ts'
import { startLoop } from '../loop.ts'
import type { Room } from '../room.ts'

/** A monitor has changed its state, and what is stored together with that. */
type Change = { readonly transition: Transition; readonly besides: ((tx: Tx) => Promise<void>) | null }

export type ChangesKept = {
  /** Stores the change, once; where that fails it waits, and is stored as soon as the store takes it. */
  keep(transition: Transition, besides?: Change['besides']): Promise<void>
  /** Stores what waits, before what is stored is read anew. What of it is another hub's to look at by now, that one has seen for itself. */
  settle(): Promise<void>
  stop(): Promise<void>
}

const AGAIN = seconds(1)

/** Keeps what monitors saw change, also while the store is away: up to `most` changes then wait in memory, and the oldest find no room. */
export function startKeepingChanges(
  { store, clock, onBug }: Pick<Room, 'store' | 'clock' | 'onBug'>,
  mayLook: (site: string) => boolean,
  most = 10_000,
): ChangesKept {
  const waiting = new Set<Change>()
  let lost = 0
  const write = ({ transition, besides }: Change) =>
    store.transaction(async (tx) => {
      if (await addTransition(tx, transition)) await besides?.(tx)
    })
  const pass = async () => {
    for (const change of waiting) {
      if (!mayLook(change.transition.site)) continue
      waiting.delete(change)
      await write(change).catch((error: unknown) => {
        waiting.add(change) // behind the others, so that nothing waits for one that cannot be stored at all
        throw error
      })
    }
    sayLost()
  }
  const sayLost = () => {
    if (lost > 0) onBug(new Error(`While the database was away, ${lost} changes of monitors found no room and are lost.`))
    lost = 0
  }
  const loop = startLoop({
    clock,
    most: minutes(1),
    onBug,
    async pass() {
      await pass()
      return null
    },
  })
  return {
    async keep(transition, besides = null) {
      const change = { transition, besides }
      if (waiting.size === 0) {
        try {
          return await write(change)
        } catch (error) {
          onBug(error)
          loop.nudge(after(clock.now(), AGAIN))
        }
      }
      waiting.add(change)
      for (const oldest of waiting) {
        if (waiting.size <= most) break
        waiting.delete(oldest)
        lost += 1
      }
    },
    async settle() {
      for (const change of waiting) if (!mayLook(change.transition.site)) waiting.delete(change)
      await pass().catch(onBug)
    },
    async stop() {
      await loop.stop()
      await pass().catch(onBug)
      if (waiting.size > 0) onBug(new Error(`The database is away: ${waiting.size} changes of monitors are lost.`))
    },
  }
}
