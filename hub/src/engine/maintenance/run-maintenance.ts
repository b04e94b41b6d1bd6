import { after, earliest, seconds } from '../../domain/instant.ts'
import { affectedSites } from '../../domain/maintenance/covers.ts'
import type { ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'
import { nextMaintenance } from '../../store/maintenance.ts'
import { nextSeries } from '../../store/maintenance-series.ts'
import type { Checking } from '../check/check.ts'
import { pollOf, startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { extendAllSeries, maintain } from './maintain.ts'
import type { Room } from '../room.ts'
import { look } from '../check/verify.ts'

const PAUSE = seconds(5)
const AT_ONCE = 16

/**
 * Gives notices, starts windows, calls on-call at an overrun, and verifies the sites before completion is announced (MNT-2, MNT-3). Of several hubs
 * one does; each keeps the calendar.
 */
export function startMaintaining(room: Room, checking: Pick<Checking, 'lookAgain'>): Loop {
  const { clock, store, calendar, turns, onBug } = room
  const turn = turns.of('maintenance')
  return startLoop({
    clock,
    most: pollOf(store.kind),
    onBug,
    async pass() {
      const now = clock.now()
      let isWell = true
      if (!turn.isOurs()) {
        await calendar.refresh()
        return null
      }
      await extendAllSeries(room)
      for (const work of await calendar.refresh()) {
        if (work.wakeAt === null || work.wakeAt > now) continue
        // One that cannot be decided must not keep the others waiting.
        await wake(room, work).catch((error: unknown) => {
          isWell = false
          onBug(error)
        })
        // What its window held back is judged as always as soon as that ends (I-45).
        checking.lookAgain(affectedSites(room.plan(), work.facts, work.partner).map(({ id }) => id))
      }
      return isWell ? earliest(await nextMaintenance(store.db), await nextSeries(store.db)) : after(clock.now(), PAUSE)
    },
  })
}

async function wake(room: Room, work: ScheduledMaintenance) {
  const { partner, facts, phase } = work
  if (phase !== 'verifying') return maintain(room, partner, facts.id, { type: 'clock' })
  return maintain(room, partner, facts.id, { type: 'verified', unwell: await unwellSites(room, work) })
}

/** A fresh look at every monitor of every affected site: the sites where one of them fails. */
async function unwellSites(room: Room, { facts, partner }: ScheduledMaintenance): Promise<string[]> {
  const around = { network: room.outside, now: () => room.clock.now(), signal: new AbortController().signal }
  const looks = affectedSites(room.plan(), facts, partner).flatMap((site) => site.monitors.map((monitor) => ({ site, monitor })))
  const unwell = new Set<string>()
  for (let from = 0; from < looks.length; from += AT_ONCE) {
    const some = looks.slice(from, from + AT_ONCE)
    const results = await Promise.all(some.map(({ site, monitor }) => look(site, monitor, around)))
    results.forEach(({ state }, index) => state === 'down' && unwell.add(some[index]!.site.id))
  }
  return [...unwell]
}
