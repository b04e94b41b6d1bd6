import type { Said } from '@allclear/wire/now.ts'
import type { Locations, Probe } from '@allclear/wire/probe.ts'
import { iso, isoOrNull } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { absenceOf } from '../domain/triage/standing.ts'
import { otherLocations } from '../engine/probes/other-locations.ts'
import type { OtherLocation } from '../engine/probes/other-locations.ts'
import { locations } from '../store/locations.ts'
import type { Location } from '../store/locations.ts'
import type { Probe as KeptProbe } from '../store/probes.ts'
import type { Around } from './around.ts'
import { mayEnter } from './caller.ts'
import type { Caller } from './caller.ts'

type Shown = Locations['items'][number]

const LOOKING: Said = { words: 'looking', icon: 'check', tone: 'good' }
const ABSENT: Readonly<Record<NonNullable<ReturnType<typeof absenceOf>>, Said>> = {
  silent: { words: 'silent', icon: 'cross', tone: 'bad' },
  'cannot-see': { words: 'cannot see', icon: 'cross', tone: 'bad' },
  'set-aside': { words: 'set aside', icon: 'warning', tone: 'bad' },
}
const COMING: Said = { words: 'not heard yet', icon: 'clock', tone: 'idle' }

/** The locations, ours first, and how they stand: who sees, who does not and why, and whose word is not taken. */
export async function showLocations({ store, clock, plan }: Pick<Around, 'store' | 'clock' | 'plan'>, caller: Caller): Promise<Locations> {
  const { location: ours, quorum } = plan().hub
  const now = clock.now()
  const [others, places] = await Promise.all([otherLocations(store.db, now), locations(store.db)])
  const placeOf = (location: string) => places.find(({ id }) => id === location) ?? null
  const items = [showOurs(ours, placeOf(ours), now), ...others.map((other) => showOther(other, placeOf(other.id), now))]
  return { items, quorum, mayChange: mayEnter('owner', caller), next: null }
}

function showOurs(location: string, place: Location | null, now: Instant): Shown {
  const absence = place && absenceOf({ aliveAt: place.aliveAt, blindSince: null, setAsideAt: place.setAside?.at ?? null }, now)
  return {
    ...{ location, isOurs: true, said: absence ? ABSENT[absence] : LOOKING, says: place?.setAside?.why ?? null },
    ...{ seenAt: isoOrNull(place?.aliveAt ?? null), isSetAside: place?.setAside != null, probes: [] },
  }
}

function showOther({ id, probes, absence }: OtherLocation, place: Location | null, now: Instant): Shown {
  const isComing = absence === 'silent' && probes.every(({ seenAt }) => seenAt === null)
  const blindness = absence === 'cannot-see' ? (probes.find(({ state }) => state.blindness !== null)?.state.blindness ?? null) : null
  return {
    ...{ location: id, isOurs: false, said: isComing ? COMING : absence ? ABSENT[absence] : LOOKING },
    ...{ says: place?.setAside?.why ?? blindness, seenAt: isoOrNull(place?.aliveAt ?? null), isSetAside: place?.setAside != null },
    probes: probes.map((probe) => showProbe(probe, now)),
  }
}

function showProbe({ id, enrolledAt, seenAt, blindSince, missed, state }: KeptProbe, now: Instant): Probe {
  const absence = seenAt === null ? null : absenceOf({ aliveAt: seenAt, blindSince, setAsideAt: null }, now)
  const { version, share, lateMs, waiting, lost } = state
  return {
    ...{ id, said: seenAt === null ? COMING : absence ? ABSENT[absence] : LOOKING, version, enrolledAt: iso(enrolledAt) },
    ...{ seenAt: isoOrNull(seenAt), share, lateMs, missed, waiting, lost },
  }
}
