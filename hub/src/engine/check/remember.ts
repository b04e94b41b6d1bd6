import type { Site } from '../../domain/plan/plan.ts'
import { newWatch } from '../../domain/triage/watch.ts'
import { livingIncidentOf } from '../../store/incidents.ts'
import { latestTransitions } from '../../store/transitions.ts'
import type { Room } from '../room.ts'
import type { Watched } from './watched.ts'

/** Takes sites under watch, with what was known of them before as far as it is stored. */
export async function rememberAll(room: Room, fresh: readonly Site[], sites: Map<string, Watched>) {
  const found = new Map<string, Watched>()
  for (const site of fresh) found.set(site.id, await remember(room, site))
  if (fresh.length > 0) {
    for (const { partner, site, monitor, result } of await latestTransitions(room.store.db, room.plan().hub.location)) {
      const watched = found.get(site)
      if (watched?.site.partner !== partner || !watched.site.monitors.some(({ id }) => id === monitor)) continue
      watched.watch = { ...watched.watch, states: { ...watched.watch.states, [monitor]: result.state } }
    }
  }
  for (const [id, watched] of found) sites.set(id, watched)
}

async function remember(room: Room, site: Site): Promise<Watched> {
  const living = await livingIncidentOf(room.store.db, site.partner, site.id)
  const incident = living
    ? { number: living.number, phase: living.incident.phase, service: living.incident.verdict?.service ?? null }
    : null
  return {
    site,
    watch: newWatch(
      site.monitors.map(({ id }) => id),
      incident,
    ),
    recent: [],
    address: null,
    lastCheckAt: null,
    failure: null,
    failingSince: null,
    slowLooks: 0,
    recordedIn: null,
  }
}
