import type { Instant } from '../../domain/instant.ts'
import type { Monitor } from '../../domain/plan/plan.ts'
import { countVotes } from '../../domain/triage/quorum.ts'
import type { Tally, Vote } from '../../domain/triage/quorum.ts'
import { networkOf } from '../../domain/triage/network-of.ts'
import type { CheckResult } from '../../domain/triage/verdict.ts'
import { withState } from '../../domain/triage/watch.ts'
import { keepVotes, warnOfRegion } from '../probes/keep-votes.ts'
import { respond } from '../respond/respond.ts'
import { askElsewhere } from './ask-elsewhere.ts'
import { keepTransition } from './watched.ts'
import type { Around, Watched } from './watched.ts'

/** Whether as many locations as make an outage see the site well, now that ours does: else the outage goes on (I-3). */
export async function isWellElsewhere(around: Around, watched: Watched, monitor: Monitor): Promise<boolean> {
  const { monitors } = watched.site
  const page = monitors.filter(({ kind, id }) => kind === 'http' && id !== monitor.id)
  const tallies = await Promise.all([monitor, ...page].map((one) => tallyNow(around, watched, one, 'well')))
  return tallies.every(({ says }) => says === 'well')
}

/** Another location sees the site well again while ours does not: the outage is over when enough of them do. */
export async function recoverElsewhere(around: Around, watched: Watched, result: CheckResult): Promise<void> {
  const { site, watch } = watched
  const failing = site.monitors.filter(({ id }) => watch.failing.includes(id))
  if (watch.incident?.phase !== 'open' || watch.verifying || failing.length === 0 || watch.down.length === 0) return
  watched.watch = { ...watch, verifying: true }
  try {
    const sees = (id: string) => (watch.down.includes(id) ? 'failing' : 'well')
    const tallies = await Promise.all(failing.map((one) => tallyNow(around, watched, one, sees(one.id))))
    const from = [...new Set(tallies.flatMap((tally) => tally.failing))]
    if (around.signal.aborted || tallies.some(({ says }) => says !== 'well')) return
    await endHere(around, watched, failing, result)
    const said = `The site cannot be reached from ${from.join(' and ')}; others see it well.`
    for (const tally of tallies) await keepVotes(around.room, site, tally, { at: result.at, network: networkOf(result, site) })
    if (from.length > 0) await warnOfRegion(around.room, site, from, said, result.at)
  } finally {
    watched.watch = { ...watched.watch, verifying: false }
  }
}

async function endHere(around: Around, watched: Watched, failing: readonly Monitor[], result: CheckResult) {
  const { site, watch } = watched
  await respond(around.room, site.partner, watch.incident!.number, { type: 'seen-up' }) // fails with nothing changed: the next look asks anew
  watched.watch = { ...watched.watch, failing: [] }
  for (const { id } of failing) watched.watch = { ...watched.watch, states: withState(watched.watch, id, 'up') }
  for (const monitor of failing) await keepTransition(around, watched, monitor, { ...result, at: around.room.clock.now() as Instant })
}

async function tallyNow(around: Around, { site }: Watched, monitor: Monitor, sees: 'well' | 'failing'): Promise<Tally> {
  const { location = '', otherLocations, absent = [], quorum = 1 } = await askElsewhere(around, site, monitor)
  const others = otherLocations.map(({ location: there, result }): Vote => ({ location: there, sees: result.state === 'down' ? 'failing' : 'well' })) // prettier-ignore
  const isAside = others.length >= 2 && absent.some((one) => one.location === location)
  return countVotes([...(isAside ? [] : [{ location, sees }]), ...others], quorum)
}
