import type { Site } from '../../domain/plan/plan.ts'
import { newWatch, withState } from '../../domain/triage/watch.ts'
import type { Watch } from '../../domain/triage/watch.ts'
import { livingIncidentsOf } from '../../store/incidents.ts'
import type { StoredIncident } from '../../store/incidents.ts'
import { lastStates } from '../../store/transitions.ts'
import type { Room } from '../room.ts'
import type { Watched } from './watched.ts'

/** Takes sites under watch, with what was known of them before as far as it is stored. */
export async function rememberAll({ store, plan }: Room, fresh: readonly Site[], sites: Map<string, Watched>) {
  const names = fresh.map(({ partner, id }) => ({ partner, site: id }))
  const living = new Map((await livingIncidentsOf(store.db, names)).map((one) => [one.incident.site, one]))
  const states = Map.groupBy(await lastStates(store.db, plan().hub.location, names), ({ site }) => site)
  for (const site of fresh) {
    const ids = site.monitors.map(({ id }) => id)
    const known = (states.get(site.id) ?? []).filter(({ monitor }) => ids.includes(monitor))
    let watch = newWatch(ids, incidentOf(living.get(site.id)))
    for (const { monitor, state } of known) watch = { ...watch, states: withState(watch, monitor, state) }
    // Written out, as what is spread takes half as much again.
    sites.set(site.id, {
      site,
      watch,
      recent: NONE,
      address: null,
      lastCheckAt: null,
      failure: null,
      failingSince: null,
      slowLooks: 0,
      recordedIn: null,
    })
  }
}

const NONE: Watched['recent'] = []

const incidentOf = (living: StoredIncident | undefined): Watch['incident'] =>
  living ? { number: living.number, phase: living.incident.phase, service: living.incident.verdict?.service ?? null } : null
