import { between, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import type { Room } from '../room.ts'

const SILENT = minutes(3)

/** The hub watches its watcher (MON-9): `heard` when one looks, `heardAt` when it last did, `tell` pages for each silence of the one named `hub.watcher`, once. */
export function expectWatcher(room: Room) {
  const startedAt = room.clock.now()
  let heardAt = startedAt
  let toldOf: Instant | null = null
  return {
    heard(name: string) {
      if (name === room.plan().hub.watcher) heardAt = room.clock.now()
    },
    heardAt: () => (heardAt === startedAt ? null : heardAt),
    async tell() {
      const { watcher } = room.plan().hub
      if (watcher === null || toldOf === heardAt || between(heardAt, room.clock.now()) < SILENT) return
      const alarm = {
        key: `watcher-silent/${watcher}/${heardAt}`,
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
export const startExpecting = ({ clock, onBug }: Room, watcher: ReturnType<typeof expectWatcher>): Loop =>
  startLoop({ clock, most: minutes(1), onBug, pass: () => watcher.tell().then(() => null) })
