import { after, seconds } from '../../domain/instant.ts'
import { nextWake } from '../../store/incidents.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { wakeNext } from './respond.ts'
import type { Room } from '../room.ts'

const AT_ONCE = 200
const PAUSE = seconds(5)

/** Wakes incidents whose time has come (`wakeAt`), the longest overdue first. What was due while no hub ran is found at the start. */
export function startSweeping(room: Room): Loop {
  return startLoop({
    clock: room.clock,
    most: pollOf(room.store.kind),
    onBug: room.onBug,
    async pass() {
      const seen: number[] = []
      let isWell = true
      for (let isMore = true; isMore && seen.length < AT_ONCE;) {
        const before = seen.length
        isMore = await wakeNext(room, seen).catch((error: unknown) => {
          isWell = false
          room.onBug(error)
          return seen.length > before // else the store itself is unwell
        })
      }
      return isWell ? nextWake(room.store.db) : after(room.clock.now(), PAUSE)
    },
  })
}
