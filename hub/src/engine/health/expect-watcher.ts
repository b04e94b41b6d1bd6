import { between, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { keepHeard, lastHeard } from '../../store/watchers.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import type { Room } from '../room.ts'

const SILENT = minutes(3)

/** The hub watches its watcher (MON-9): `heard` when one looks, `heardAt` when it last did, `tell` pages for each silence of the one named `hub.watcher`, once. It may look at any of several hubs. */
export function expectWatcher(room: Room) {
  const startedAt = room.clock.now()
  let heardAt = startedAt
  let toldOf: Instant | null = null
  return {
    heard(name: string) {
      if (name !== room.plan().hub.watcher) return
      heardAt = room.clock.now()
      void keepHeard(room.store.db, name, heardAt).catch(room.onBug)
    },
    heardAt: () => (heardAt === startedAt ? null : heardAt),
    async tell() {
      const { watcher } = room.plan().hub
      if (watcher === null) return
      const ever = await lastHeard(room.store.db, watcher)
      if (ever !== null && ever > heardAt) heardAt = ever
      if (toldOf === heardAt || between(heardAt, room.clock.now()) < SILENT) return
      const alarm = {
        key: `watcher-silent/${watcher}/${ever ?? startedAt}`,
        template: 'watcher-silent',
        subject: `The watcher ${watcher} has stopped looking`,
        text: 'Nothing was heard of it for three minutes. While it is silent nobody notices when Allclear itself stops.\n\nStart it again on its machine, or take hub.watcher out of the configuration.',
      }
      await room.store.transaction((tx) => pageOnCall(room, tx, alarm))
      toldOf = heardAt
      room.loops.deliver?.nudge()
    },
  }
}

/** Looks each minute whether the watcher still looks. */
export const startExpecting = ({ clock, turns, onBug }: Room, watcher: ReturnType<typeof expectWatcher>): Loop =>
  startLoop({ clock, turn: turns.of('watcher'), most: minutes(1), onBug, pass: () => watcher.tell().then(() => null) })
