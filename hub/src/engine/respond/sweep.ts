import { after, seconds } from '../../domain/instant.ts'
import { nextWake } from '../../store/incidents.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { wakeNext } from './respond.ts'
import type { Room } from '../room.ts'

const AT_ONCE = 200
const TOGETHER = 8 // of them, that are stored together
const PAUSE = seconds(5)

/**
 * Wakes incidents whose time has come (`wakeAt`), the longest overdue first; where more are due than can be woken together, those that stand alone come
 * before those under a larger outage, whose number must keep nobody waiting. What was due while no hub ran is found at the start.
 */
export function startSweeping(room: Room): Loop {
  return startLoop({
    clock: room.clock,
    most: pollOf(room.store.kind),
    onBug: room.onBug,
    async pass(forward) {
      const seen: number[] = []
      let isWell = true
      const wake = async (which: 'all' | 'alone') => {
        const before = seen.length
        const isWoken = await wakeNext(room, seen, which).catch((error: unknown) => {
          isWell = false
          room.onBug(error)
          return seen.length > before // else the store itself is unwell
        })
        if (isWoken) forward()
        return isWoken
      }
      const wakeTogether = async (which: 'all' | 'alone') =>
        (await Promise.all(Array.from({ length: TOGETHER }, () => wake(which)))).every(Boolean)
      for (let isMore = true; isMore && seen.length < AT_ONCE;) {
        isMore = await wakeTogether('all')
        while (isMore && (await wakeTogether('alone')));
      }
      return isWell ? nextWake(room.store.db) : after(room.clock.now(), PAUSE)
    },
  })
}
