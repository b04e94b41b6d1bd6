import { earliest } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { absenceOf, HEARD_WITHIN } from '../../domain/triage/standing.ts'
import { locations } from '../../store/locations.ts'
import type { Location } from '../../store/locations.ts'
import { listProbes } from '../../store/probes.ts'
import type { Probe } from '../../store/probes.ts'
import type { Db } from '../../store/store.ts'

/** A location besides the hub's own, with the probes there, and why it has no vote now; null: it has one. */
export type OtherLocation = { readonly id: string; readonly probes: readonly Probe[]; readonly absence: ReturnType<typeof absenceOf> }

/** Every location at which a probe was let in. */
export async function otherLocations(db: Db, now: Instant): Promise<OtherLocation[]> {
  const probes = await listProbes(db)
  if (probes.length === 0) return []
  const places = new Map((await locations(db)).map((place) => [place.id, place]))
  return [...Map.groupBy(probes, ({ location }) => location)].map(([id, there]) => ({
    id,
    probes: there,
    absence: absenceOf(standingOf(there, places.get(id) ?? null, now), now),
  }))
}

// A location sees as long as one of its probes does.
function standingOf(probes: readonly Probe[], place: Location | null, now: Instant) {
  const heard = probes.filter(({ seenAt }) => seenAt !== null && now - seenAt <= HEARD_WITHIN)
  const isBlind = heard.length > 0 && heard.every(({ blindSince }) => blindSince !== null)
  return {
    aliveAt: Math.max(0, ...probes.map(({ seenAt }) => seenAt ?? 0)) as Instant,
    blindSince: isBlind ? earliest(...heard.map(({ blindSince }) => blindSince)) : null,
    setAsideAt: place?.setAside?.at ?? null,
  }
}
