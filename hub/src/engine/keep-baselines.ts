import { baselineOf } from '../domain/diagnosis/baseline.ts'
import { after, between, hours, seconds } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Site } from '../domain/plan/plan.ts'
import { saveBaseline } from '../store/baselines.ts'
import type { Checking } from './check.ts'
import { collectEvidence } from './collect.ts'
import { startLoop } from './loop.ts'
import type { Loop } from './loop.ts'
import type { Room } from './room.ts'

const FRESH = hours(1)
const SOON = seconds(1) // a site that was never seen well may be, any moment
const LATER = seconds(60)

/** Keeps the last known good of each site while it is well: what later evidence is compared with (DIA-6). */
export function startKeepingBaselines(room: Room, checking: Checking): Loop {
  const keptAt = new Map<string, Instant>()
  const stopping = new AbortController()
  const isStale = (site: Site) => !keptAt.has(site.id) || between(keptAt.get(site.id)!, room.clock.now()) >= FRESH
  const loop = startLoop({
    clock: room.clock,
    most: LATER,
    onBug: room.onBug,
    async pass() {
      for (const site of checking.wellSites().filter(isStale)) {
        if (stopping.signal.aborted) return null
        const evidence = await collectEvidence({
          site,
          url: site.url,
          plan: room.plan().network,
          baseline: null,
          network: room.outside,
          now: () => room.clock.now(),
          signal: stopping.signal,
        })
        const isStillWell = checking.wellSites().some(({ id }) => id === site.id)
        if (isStillWell && !stopping.signal.aborted) {
          await saveBaseline(room.store.db, site.partner, site.id, evidence.at, baselineOf(evidence))
          keptAt.set(site.id, evidence.at)
        }
      }
      const waits = Object.keys(room.plan().sites).some((id) => !keptAt.has(id))
      return after(room.clock.now(), waits ? SOON : LATER)
    },
  })
  return {
    nudge: loop.nudge,
    stop: () => {
      stopping.abort()
      return loop.stop()
    },
  }
}
