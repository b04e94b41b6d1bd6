import { between } from '../../domain/instant.ts'
import { siteOfMonitor } from '../../domain/plan/site-of-monitor.ts'
import type { Monitor, Site } from '../../domain/plan/plan.ts'
import { networkOf } from '../../domain/triage/network-of.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { locations } from '../../store/locations.ts'
import { keepSights, keepWell } from '../../store/sights.ts'
import { judge } from './judge.ts'
import { recoverElsewhere } from './recover.ts'
import type { Around, Watched } from './watched.ts'

const JUST_NOW = 2 // intervals: what we saw well so lately, we see well

/**
 * Hears what another location saw by itself: a failure there is looked at from everywhere at once, health may end an outage (TRI-1). False when the
 * site is not watched here.
 */
export async function hearElsewhere(around: Around, id: string, location: string, result: CheckResult): Promise<boolean> {
  const { room, sites } = around
  const site = siteOfMonitor(room.plan(), id)
  const watched = site && sites.get(site.id)
  const monitor = watched?.site.monitors.find((one) => one.id === id)
  if (!watched || !monitor || around.signal.aborted) return false
  await weigh(around, watched, monitor, { location, result })
  return true
}

async function weigh(
  around: Around,
  watched: Watched,
  monitor: Monitor,
  { location, result }: { readonly location: string; readonly result: CheckResult },
) {
  const { room } = around
  const { partner } = watched.site
  if (result.state !== 'down') {
    await keepWell(room.store.db, partner, watched.site.id, location, result.at)
    return recoverElsewhere(around, watched, result)
  }
  const place = (await locations(room.store.db)).find((one) => one.id === location)
  if (place?.setAside) return noteWhileAside(around, watched, { location, result, interval: monitor.interval })
  const { watch } = watched
  if (watch.verifying || watch.failing.includes(monitor.id) || watch.incident?.phase === 'open') return
  await judge(around, watched, monitor, result, location)
}

// Its word is not taken; but while it says what we see otherwise, it does not come back either (I-6).
async function noteWhileAside(
  { room }: Around,
  { site, watch, lastCheckAt }: Watched,
  { location, result, interval }: { readonly location: string; readonly result: CheckResult; readonly interval: number },
) {
  const seesWell = watch.down.length === 0 && lastCheckAt !== null && between(lastCheckAt, result.at) <= interval * JUST_NOW
  if (seesWell) await keepContradiction(room, site, location, result)
}

const keepContradiction = (room: Around['room'], site: Site, location: string, result: CheckResult) =>
  room.store.transaction((tx) =>
    keepSights(tx, [
      {
        partner: site.partner,
        site: site.id,
        location,
        at: result.at,
        network: networkOf(result, site),
        isFailing: true,
        isContradicted: true,
        isAlone: false,
      },
    ]),
  )
