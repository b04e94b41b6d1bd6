import { minutes, seconds } from '../../domain/instant.ts'
import { healthOf } from './health.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'

const PATIENCE = seconds(10)

/** The dead-man switch, once a minute. Who keeps the address raises the alarm when the asking ends (MON-9). */
export const startPingingOutside = (room: Room): Loop =>
  startLoop({ clock: room.clock, most: minutes(1), onBug: room.onBug, pass: () => pingOutside(room).then(() => null) })

/** Asks `hub.dead-man`, if the hub does its work. What comes back is no concern of ours; the next minute asks again. */
export async function pingOutside(room: Pick<Room, 'loops' | 'store' | 'plan' | 'clock' | 'channels' | 'metrics'>): Promise<void> {
  const { deadMan } = room.plan().hub
  if (deadMan === null || !(await healthOf(room, room.clock.now())).ok) return
  await room.channels.request({ url: deadMan, method: 'GET' }, { signal: AbortSignal.timeout(PATIENCE) })
}
