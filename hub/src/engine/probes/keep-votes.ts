import { after, iso, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Site } from '../../domain/plan/plan.ts'
import { contradicted } from '../../domain/triage/quorum.ts'
import type { Tally } from '../../domain/triage/quorum.ts'
import { distrust } from '../../domain/triage/trust.ts'
import { addAudit } from '../../store/audit.ts'
import { setAside } from '../../store/locations.ts'
import { keepSights, sightsOf } from '../../store/sights.ts'
import { keepWarning, openWarnings } from '../../store/warnings.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import type { Room } from '../room.ts'

type Voted = { readonly at: Instant; readonly network: string }

/** Keeps how each location voted on a site, and sets aside one that two others contradict again and again (I-6). */
export async function keepVotes(
  room: Room,
  { partner, id: site }: Site,
  { says, failing, well }: Tally,
  { at, network }: Voted,
): Promise<void> {
  if (failing.length + well.length < 2) return
  const against = contradicted({ failing, well })
  const sights = [...failing, ...well].map((location) => ({
    ...{ partner, site, location, at, network },
    isFailing: failing.includes(location),
    isContradicted: against.includes(location),
    isAlone: says !== 'outage' && failing.includes(location),
  }))
  await room.store.transaction((tx) => keepSights(tx, sights))
  for (const location of against) await judgeTrust(room, location, at)
}

/** A location whose word is not taken any more is shown as such, and whoever is on call has to see to it. */
export async function judgeTrust(room: Room, location: string, at: Instant): Promise<void> {
  const why = distrust(await sightsOf(room.store.db, location, after(at, minutes(-15))), at)
  if (why === null) return
  const text = `${why}\n\nIts word is not taken any more: it neither makes an outage nor ends one. See to that probe; it comes back by itself after an hour in which nobody contradicts it, or when you take it back: ${room.plan().hub.url}probes`
  const alarm = { key: `set-aside/${location}/${at}`, template: 'set-aside', subject: `The probe at ${location} is set aside`, text }
  await room.store.transaction(async (tx) => {
    if (!(await setAside(tx, location, { at, why }))) return
    await addAudit(tx, { at, partner: null, who: 'hub', what: 'location-set-aside', about: location })
    await pageOnCall(room, tx, alarm)
  })
  room.loops.deliver?.nudge()
}

/** Warns that a site cannot be reached from some locations while others see it well; whoever is on call hears once a day of each location. */
export async function warnOfRegion(room: Room, site: Site, from: readonly string[], said: string, at: Instant): Promise<void> {
  const { store, plan } = room
  const open = new Set((await openWarnings(store.db, site.partner, site.id)).map(({ what }) => what))
  for (const location of from) {
    const what = `region ${location}` as const
    if (open.has(what)) continue
    if (!(await keepWarning(store.db, site.partner, site.id, { what, threshold: iso(at), said, dueAt: null }, at))) continue
    const text = `${said}\n\nThis is no outage, and nobody else was told. Warnings: ${plan().hub.url}warnings`
    const alarm = { key: `${what}/${iso(at).slice(0, 10)}`, template: 'warning', subject: `Not reached from ${location}: ${site.id}`, text }
    await store.transaction((tx) => pageOnCall(room, tx, { ...alarm, quietly: true }))
  }
  room.loops.deliver?.nudge()
}
