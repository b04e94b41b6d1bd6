import { goalOf } from '../../domain/availability/goal-of.ts'
import { after, days } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import { meanOf } from '../../domain/latency/roll-up.ts'
import { affectedSites } from '../../domain/maintenance/covers.ts'
import type { Plan, Site } from '../../domain/plan/plan.ts'
import { monthOfDays } from '../../domain/report/host-month.ts'
import { beforeMonth, monthStretch } from '../../domain/report/month.ts'
import { reportOf } from '../../domain/report/report-of.ts'
import type { ReportMaterial, WatchedSite } from '../../domain/report/report-of.ts'
import type { Expiry, Report, ReportedHost, ReportScope, Speed } from '../../domain/report/report.ts'
import { readerOf } from '../../domain/report/report-reader.ts'
import { endsOf } from '../../domain/warning/ends-of.ts'
import { baselinesOf } from '../../store/baselines.ts'
import { driftsSince } from '../../store/drifts.ts'
import { eventsOf } from '../../store/events.ts'
import { hostDays } from '../../store/host-days.ts'
import { falseAlarmsBetween, incidentsBetween } from '../../store/incidents.ts'
import { latencySums } from '../../store/latencies.ts'
import { aliveSince } from '../../store/locations.ts'
import { listMaintenance } from '../../store/maintenance.ts'
import { transitionsOf } from '../../store/transitions.ts'
import { warningsSeenTo } from '../../store/warnings.ts'
import type { Room } from '../room.ts'
import { seenOf } from './seen-of.ts'

/** What a report is gathered from. */
export type Gathering = Pick<Room, 'store'> & { readonly plan: Plan }

/** Counts a month of a scope from what is stored now (REV-3). A month that is not over is counted until now. */
export async function gatherReport({ store, plan }: Gathering, scope: ReportScope, month: string, at: Instant): Promise<Report> {
  const { zone } = readerOf(plan, scope)
  const asked: Asked = { plan, scope, zone, at, db: store.db, ...spans(month, zone), sites: sitesIn(plan, scope) }
  const own = new Set(asked.sites.map(({ id }) => id))
  const isOwn = ({ site }: { readonly site: string }) => own.has(site)
  const [watched, incidents, falseAlarms, works, seenTo, speeds, drifts, hosts] = await Promise.all([
    watchedSites(asked),
    incidentsOf(asked, isOwn),
    falseAlarmsBetween(asked.db, scope.partner, asked.month.from, asked.month.to),
    worksOf(asked),
    warningsSeenTo(asked.db, scope.partner, asked.month.from, asked.month.to),
    speedsOf(asked),
    driftsSince(asked.db, scope.partner, asked.month.from),
    hostsOf(asked),
  ])
  return reportOf({
    ...{ ...scope, month, zone, at, incidents, works, speeds, hosts },
    ...{ sites: watched, ends: watched.flatMap(({ ends }) => ends) },
    falseAlarms: falseAlarms.filter(isOwn),
    seenTo: seenTo.filter(isOwn),
    changes: drifts
      .filter((drift) => isOwn(drift) && drift.at < asked.month.to)
      .map(({ site, at: when, said }) => ({ site, at: when, said }))
      .reverse(),
  })
}

const AT_ONCE = 16

type Asked = {
  readonly plan: Plan
  readonly scope: ReportScope
  readonly zone: string
  readonly at: Instant
  readonly db: Room['store']['db']
  readonly month: ReturnType<typeof monthStretch>
  readonly before: ReturnType<typeof monthStretch>
  readonly sites: readonly Site[]
}

const spans = (month: string, zone: string) => ({ month: monthStretch(month, zone), before: monthStretch(beforeMonth(month), zone) })

const sitesIn = ({ sites }: Plan, { partner, client }: ReportScope): Site[] =>
  Object.values(sites).filter((site) => (partner === null || site.partner === partner) && (client === null || site.client === client))

// A few at once: whoever else asks the store meanwhile waits for these and not for all.
async function watchedSites({ db, plan, scope, before, sites }: Asked): Promise<(WatchedSite & { readonly ends: readonly Expiry[] })[]> {
  const [alive, baselines] = await Promise.all([aliveSince(db, before.from), baselinesOf(db, scope.partner)])
  const watched = async (site: Site) => {
    const transitions = await transitionsOf(db, site.partner, site.id, before.from)
    const ends = endsOf({ seen: transitions }, baselines.get(site.id) ?? null)
    return {
      ...{ site, goal: goalOf(plan, site), seen: seenOf(transitions), alive },
      ends: (['domain', 'certificate'] as const).flatMap((what) => (ends[what] === null ? [] : [{ site: site.id, what, at: ends[what] }])),
    }
  }
  const found = []
  for (let n = 0; n < sites.length; n += AT_ONCE) found.push(...(await Promise.all(sites.slice(n, n + AT_ONCE).map(watched))))
  return found
}

async function incidentsOf(
  { db, scope, month, before }: Asked,
  isOwn: (of: { site: string }) => boolean,
): Promise<ReportMaterial['incidents']> {
  const kept = await incidentsBetween(db, scope.partner, before.from, month.to)
  return Promise.all(
    kept
      .filter(({ incident }) => isOwn(incident))
      .map(async ({ incident, partner, number }) => ({ incident, events: await eventsOf(db, partner, number) })),
  )
}

async function worksOf({ db, plan, scope, before, sites }: Asked): Promise<ReportMaterial['works']> {
  // What the operator plans may affect sites of every tenant.
  const works = await listMaintenance(db, scope.partner, before.from)
  const own = new Set(sites.map(({ id }) => id))
  return works.map((work) => ({
    work,
    sites: affectedSites(plan, work.facts, work.partner).flatMap(({ id }) => (own.has(id) ? [id] : [])),
  }))
}

async function speedsOf({ db, scope, month, before, sites }: Asked): Promise<Speed[]> {
  const [now, then] = await Promise.all([month, before].map((within) => latencySums(db, scope.partner, within)))
  return sites.flatMap(({ id }): Speed[] => {
    const [one, earlier] = [now!.get(`${id}/http`), then!.get(`${id}/http`)]
    const mean = one ? meanOf(one) : null
    return mean === null ? [] : [{ site: id, mean, worst: one!.worstMs as Span, before: earlier ? meanOf(earlier) : null }]
  })
}

// A server that sites of others run on as well is the operator's business alone.
async function hostsOf({ db, plan, scope, month, before, sites }: Asked): Promise<ReportedHost[]> {
  const own = new Set(sites.map(({ id }) => id))
  const theirs = Object.values(plan.hosts).filter(({ id }) => {
    const on = Object.values(plan.sites).filter(({ host }) => host === id)
    return scope.partner === null || (on.length > 0 && on.every((site) => own.has(site.id)))
  })
  const months = await Promise.all(
    theirs.map(async ({ id, name }) => {
      const [days, earlier] = await Promise.all([month, before].map(({ from, to }) => hostDays(db, id, from, to)))
      const of = monthOfDays(days!)
      return of === null ? [] : [{ host: id, name, ...of, before: monthOfDays(earlier!) }]
    }),
  )
  return months.flat()
}

/** How long after its end a month is counted: what was going on then has been seen. */
export const SETTLES: Span = (days(1) / 24) as Span

/** When a month of a scope is closed. */
export const closedAt = (plan: Plan, scope: ReportScope, month: string): Instant =>
  after(monthStretch(month, readerOf(plan, scope).zone).to, SETTLES)
