import { after, seconds } from '../../domain/instant.ts'
import { dueIncidents, nextWake } from '../../store/incidents.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { respond } from './respond.ts'
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
      const due = await dueIncidents(room.store.db, room.clock.now(), AT_ONCE)
      let isWell = true
      for (const { partner, number } of due) {
        // One that cannot be decided must not keep the others waiting.
        await respond(room, partner, number, { type: 'clock' }).catch((error: unknown) => {
          isWell = false
          room.onBug(error)
        })
      }
      return isWell ? nextWake(room.store.db) : after(room.clock.now(), PAUSE)
    },
  })
}
