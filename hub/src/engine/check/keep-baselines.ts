import { baselineOf } from '../../domain/diagnosis/baseline.ts'
import { driftOf, rollBaseline } from '../../domain/diagnosis/drift.ts'
import type { Evidence } from '../../domain/diagnosis/evidence.ts'
import { saysWords } from '../../domain/diagnosis/looks-as-before.ts'
import { after, between, hours, minutes, seconds } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import type { Site } from '../../domain/plan/plan.ts'
import { findBaseline, saveBaseline } from '../../store/baselines.ts'
import { driftsSince, keepDrift } from '../../store/drifts.ts'
import type { Checking } from './check.ts'
import { collectEvidence } from '../diagnose/collect.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'

const FRESH = hours(1)
const TRUSTED = hours(24) // a new script host that nobody has minded for a day
const DOUBTED = minutes(5) // by then a check would have seen that the page is another
const SOON = seconds(1) // a site that was never seen well may be, any moment
const LATER = seconds(60)
const EACH_MS = 1 // a large fleet is not gone through each second for the few that are never well

/** Keeps the last known good of each site while it is well: what later evidence is compared with (DIA-6). */
export function startKeepingBaselines(room: Room, checking: Checking): Loop {
  const keptAt = new Map<string, Instant>()
  const doubtedAt = new Map<string, Instant>()
  const stopping = new AbortController()
  // It may have been broken since its last check: what lacks the expected words is believed only if the site stays well.
  const isDoubtful = (site: Site, { at, page }: Evidence) => {
    if (saysWords(page, site.expect.contains)) return false
    if (!doubtedAt.has(site.id)) doubtedAt.set(site.id, at)
    return between(doubtedAt.get(site.id)!, at) < DOUBTED
  }
  // What is in doubt is left alone until it is over: looking again and again would cost the site more than its checks do.
  const isAgo = (at: Instant | undefined, span: Span) => at === undefined || between(at, room.clock.now()) >= span
  const isStale = ({ id }: Site) => isAgo(keptAt.get(id), FRESH) && isAgo(doubtedAt.get(id), DOUBTED)
  const loop = startLoop({
    clock: room.clock,
    most: LATER,
    onBug: room.onBug,
    async pass() {
      for (const id of doubtedAt.keys()) if (!checking.isWell(id)) doubtedAt.delete(id)
      for (const site of checking.wellSites().filter(isStale)) {
        if (stopping.signal.aborted) return null
        const evidence = await lookAt(room, site, stopping.signal)
        const isStillWell = checking.isWell(site.id)
        if (!isStillWell) doubtedAt.delete(site.id)
        if (isStillWell && !isDoubtful(site, evidence) && !stopping.signal.aborted) {
          await keep(room, site, evidence)
          keptAt.set(site.id, evidence.at)
          doubtedAt.delete(site.id)
        }
      }
      const ids = Object.keys(room.plan().sites)
      const soon = Math.min(LATER, Math.max(SOON, ids.length * EACH_MS)) as Span
      return after(room.clock.now(), ids.some((id) => !keptAt.has(id)) ? soon : LATER)
    },
  })
  return {
    nudge: loop.nudge,
    passedAt: loop.passedAt,
    stop: () => {
      stopping.abort()
      return loop.stop()
    },
  }
}

// Asking a well site in ten ways each hour would be a load, and tells no more than one visit.
const lookAt = (room: Room, site: Site, signal: AbortSignal): Promise<Evidence> =>
  collectEvidence({
    site,
    url: site.url,
    plan: room.plan().network,
    baseline: null,
    network: room.outside,
    now: () => room.clock.now(),
    signal,
    without: ['variants', 'provider', 'listed', 'panel', 'core'],
  })

/** What is another than before is kept as a drift, and what is known now becomes the last known good. */
async function keep({ store }: Room, site: Site, evidence: Evidence): Promise<void> {
  const { partner, id } = site
  const { at } = evidence
  const now = baselineOf(evidence, site.expect.contains === null ? [] : [site.expect.contains])
  const before = await findBaseline(store.db, partner, id)
  const drifts = before === null ? [] : driftOf(before, now)
  for (const drift of drifts) await keepDrift(store.db, partner, id, at, drift)
  const told = await driftsSince(store.db, partner, 0 as Instant)
  const trustsScripts = told.some((drift) => drift.site === id && drift.what === 'page.scripts' && between(drift.at, at) >= TRUSTED)
  await saveBaseline(store.db, partner, id, at, rollBaseline(before, now, trustsScripts))
}
