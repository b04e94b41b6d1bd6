import { after, between, minutes, saySpan, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { HEARD_WITHIN } from '../../domain/triage/standing.ts'
import { mayReturn } from '../../domain/triage/trust.ts'
import { isRegion } from '../../domain/warning/warnings-ahead.ts'
import { forgetAskedLooks } from '../../store/asked-looks.ts'
import { addAudit } from '../../store/audit.ts'
import { locations, setAside } from '../../store/locations.ts'
import { listProbes, markTold } from '../../store/probes.ts'
import type { Probe } from '../../store/probes.ts'
import { sightsOf, sightsOn } from '../../store/sights.ts'
import { closeWarning, openWarnings } from '../../store/warnings.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import type { Room } from '../room.ts'
import { REGION_LASTS } from './known-region.ts'

const EVERY = seconds(15)
const TOLD_AFTER = minutes(3) // a probe that is started anew is back by then

/** Watches the other locations (MON-9): says once which probe is silent or cannot see, takes back who is right again, and ends what is over. */
export function startWatchingLocations(room: Room): Loop {
  const startedAt = room.clock.now()
  return startLoop({
    clock: room.clock,
    most: EVERY,
    onBug: room.onBug,
    async pass() {
      await passLocations(room, room.clock.now(), startedAt)
      return null
    },
  })
}

/** One pass; nobody is silent before there was time to speak since `startedAt`. */
export async function passLocations(room: Room, now: Instant, startedAt = 0 as Instant): Promise<void> {
  for (const probe of await listProbes(room.store.db)) await tellOf(room, probe, startedAt, now)
  await takeBack(room, now)
  await endRegions(room, now)
  await forgetAskedLooks(room.store.db, after(now, minutes(-10)))
}

// One page, and none until it was right again meanwhile: a location that cannot see or is silent makes no incident (I-4).
async function tellOf(room: Room, { id, location, seenAt, blindSince, toldAt, state }: Probe, startedAt: Instant, now: Instant) {
  if (seenAt === null) return // it has not begun yet
  const silentFor = between(Math.max(seenAt, startedAt) as Instant, now)
  const trouble = silentFor >= TOLD_AFTER ? 'silent' : blindSince !== null ? 'blind' : null
  if (trouble === null) {
    if (toldAt !== null && silentFor <= HEARD_WITHIN) await markTold(room.store.db, id, null)
    return
  }
  if (toldAt !== null) return
  const [subject, why] =
    trouble === 'silent'
      ? [`The probe at ${location} is silent`, `Nothing was heard of it for ${saySpan(between(seenAt, now))}.`]
      : [`The probe at ${location} cannot see`, state.blindness ?? '']
  const text = `${why}\n\nIt has no vote meanwhile, and no incident comes of it; the other locations go on. Probes: ${room.plan().hub.url}probes`
  const alarm = { key: `probe/${id}/${trouble}/${blindSince ?? seenAt}`, template: 'cannot-see', subject, text, quietly: true }
  await room.store.transaction(async (tx) => {
    if (await markTold(tx, id, now)) await pageOnCall(room, tx, alarm)
  })
  room.loops.deliver?.nudge()
}

async function takeBack(room: Room, now: Instant) {
  const { db } = room.store
  for (const { id, startedAt, setAside: aside } of await locations(db)) {
    if (aside === null || !mayReturn(aside.at, await sightsOf(db, id, aside.at), startedAt, now)) continue
    await room.store.transaction(async (tx) => {
      if (await setAside(tx, id, null)) await addAudit(tx, { at: now, partner: null, who: 'hub', what: 'location-readmitted', about: id })
    })
  }
}

async function endRegions({ store: { db } }: Room, now: Instant) {
  for (const { id, partner, site, what } of await openWarnings(db, null)) {
    if (!isRegion(what)) continue
    const sight = (await sightsOn(db, partner, site)).find(({ location }) => `region ${location}` === what)
    if (!sight?.isAlone || between(sight.at, now) > REGION_LASTS) await closeWarning(db, partner, id, 'what is seen now', now)
  }
}
