import { after, days, hours, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Plan, Site } from '../../domain/plan/plan.ts'
import { wouldNotHold } from '../../domain/plan/standby.ts'
import { bytesOf, USES } from '../../domain/plan/statistics.ts'
import { isHole, isRegion, NEARER, warningsAhead } from '../../domain/warning/warnings-ahead.ts'
import type { Ahead, PlanUse } from '../../domain/warning/warnings-ahead.ts'
import { baselinesSince } from '../../store/baselines.ts'
import { driftsSince } from '../../store/drifts.ts'
import { standbysSeen } from '../../store/standbys.ts'
import type { SeenStandby } from '../../store/standbys.ts'
import { presentWarnings, siteKey } from '../../store/transitions.ts'
import type { SiteName, Transition } from '../../store/transitions.ts'
import { closeWarning, keepWarning, openWarnings } from '../../store/warnings.ts'
import { startLoop } from '../loop.ts'
import type { Loop } from '../loop.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import type { Room } from '../room.ts'

const EVERY = hours(1)
const DRIFT_FOR = days(14) // what was changed longer ago was meant

/** Looks each hour for what will become an outage, tells on-call once of each threshold, and takes back what has come to nothing (PRE-4). */
export function startWatchingWarnings(room: Room): Loop {
  const known = rememberEnds()
  let next = 0 as Instant
  return startLoop({
    clock: room.clock,
    turn: room.turns.of('warnings'),
    most: minutes(10),
    onBug: room.onBug,
    async pass() {
      const now = room.clock.now()
      if (now < next) return next
      await lookForWarnings(room, now, known)
      next = (now + EVERY) as Instant
      return next
    },
  })
}

/** What registries and registrars said last of each site: read once, and after that only what was seen anew. */
function rememberEnds() {
  const ends = new Map<string, unknown>()
  let readUntil = 0 as Instant
  return async (db: Room['store']['db'], at: Instant): Promise<ReadonlyMap<string, unknown>> => {
    for (const { baseline, ...of } of await baselinesSince(db, readUntil)) ends.set(siteKey(of), baseline.registration?.expires)
    readUntil = after(at, minutes(-5)) // hubs' clocks differ, and a commit may come late
    return ends
  }
}

/** One look at all sites; what is read and written for it grows with what has changed, and not with the sites that are well. */
export async function lookForWarnings(room: Room, at: Instant, known = rememberEnds()) {
  const { db } = room.store
  const plan = room.plan()
  const { sites, hub } = plan
  const [ends, seen, drifts, standbys, open] = await Promise.all([
    known(db, at),
    presentWarnings(db, hub.location).then(bySite),
    driftsSince(db, null, (at - DRIFT_FOR) as Instant).then(bySite),
    standbysSeen(db, null).then(bySite),
    openWarnings(db, null).then(bySite),
  ])
  for (const site of Object.values(sites)) {
    const key = siteKey({ partner: site.partner, site: site.id })
    const warned = open.get(key) ?? []
    const written = { billDue: site.ahead?.hostingDue ?? null, plan: usesOf(plan, site) }
    const standby = failedOf(site, standbys.get(key)?.[0])
    const ahead = endsOf(site, ends.get(key), seen.get(key) ?? [])
    const found = warningsAhead({ ...ahead, ...written, ...standby, drifts: drifts.get(key) ?? [] }, at)
    const unknown = found.filter(({ what, threshold }) => !warned.some((one) => one.what === what && one.threshold === threshold))
    const fresh = []
    for (const warning of unknown) if (await keepWarning(db, site.partner, site.id, warning, at)) fresh.push(warning)
    for (const { id, what, threshold } of warned) {
      if (isHole(what) || isRegion(what)) continue
      const isStill = found.some((one) => one.what === what && one.threshold === threshold)
      const why = found.some((one) => one.what === what) ? NEARER : 'what is seen now'
      if (!isStill) await closeWarning(db, site.partner, id, why, at)
    }
    for (const { what, threshold, said } of fresh) await tell(room, site, { key: `warning/${site.id}/${what}/${threshold}`, said })
  }
}

const bySite = <One extends SiteName>(all: readonly One[]): ReadonlyMap<string, One[]> => Map.groupBy(all, siteKey)

// A healthy certificate that is renewed is no transition, so only one that was seen to run out is known to be the present one.
function endsOf(site: Site, registered: unknown, seen: readonly Transition[]): Pick<Ahead, 'domainEnds' | 'certificate'> {
  const resultOf = (kind: string) => seen.find(({ monitor }) => monitor === `${site.id}/${kind}`)?.result
  const [tls, domain] = [resultOf('tls'), resultOf('domain')]
  const certificate =
    tls?.code === 'tls.expiring'
      ? { validFrom: Date.parse(String(tls.facts['validFrom'])) as Instant, validTo: Date.parse(String(tls.facts['validTo'])) as Instant }
      : null
  const said = [registered, domain?.state === 'warning' ? domain.facts['expires'] : null]
  const told = said.flatMap((text) => (typeof text === 'string' && !Number.isNaN(Date.parse(text)) ? [Date.parse(text)] : []))
  const ends = [...told, ...(site.ahead?.domainEnds ? [site.ahead.domainEnds] : [])] // registry, registrar, portal
  return { domainEnds: ends.length === 0 ? null : (Math.min(...ends) as Instant), certificate }
}

// What is written of its use, against the plan that it has at its host.
function usesOf({ providers }: Plan, { hosting, plan: name, ahead }: Site): PlanUse[] {
  const has = hosting === null ? undefined : providers[hosting]?.plans.find((one) => one.name === name)
  if (!has || !ahead) return []
  return USES.flatMap((use) => {
    const [used, limit] = [ahead.uses[use], has[use]]
    if (used === undefined || limit === null) return []
    return [{ plan: has.name, use, used, most: typeof limit === 'string' ? bytesOf(limit) : limit }]
  })
}

function failedOf(site: Site, seen: SeenStandby | undefined): Pick<Ahead, 'standby'> {
  const said = seen && site.standby?.url === seen.url ? wouldNotHold(site, seen) : null
  return said === null || said === 'unknown' || seen === undefined ? {} : { standby: { since: seen.since as Instant, said } }
}

async function tell(room: Room, { id }: Site, { key, said }: { readonly key: string; readonly said: string }) {
  const text = `${said}\n\nThe site works; nobody else was told. Warnings: ${room.plan().hub.url}warnings`
  await room.store.transaction((tx) => pageOnCall(room, tx, { key, template: 'warning', subject: `Warning: ${id}`, text, quietly: true }))
  room.loops.deliver?.nudge()
}
