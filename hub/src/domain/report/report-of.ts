import { budgetOf, creditOf } from '../availability/budget.ts'
import type { Goal } from '../availability/budget.ts'
import { availabilityOf, ledgerOf, plannedPart, sumOf } from '../availability/ledger.ts'
import type { Ledger } from '../availability/ledger.ts'
import { isLong, overlap } from '../availability/stretches.ts'
import type { Alive, Seen, Stretch } from '../availability/stretches.ts'
import { reportFirstResponse } from '../incident/first-response-report.ts'
import type { Event, Incident } from '../incident/incident.ts'
import { days } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { windowOf } from '../maintenance/covers.ts'
import type { ScheduledMaintenance } from '../maintenance/scheduled.ts'
import type { Site } from '../plan/plan.ts'
import { beforeMonth, monthStretch } from './month.ts'
import { preventedIn } from './prevented-in.ts'
import type { SeenTo } from './prevented-in.ts'
import type {
  Change,
  Expiry,
  Report,
  ReportedHost,
  ReportedIncident,
  ReportedWork,
  ReportScope,
  SiteStanding,
  Speed,
  Standing,
} from './report.ts'
import { timesOf } from './times-of.ts'

/** What a report is made of, of the sites in its scope alone. */
export type ReportMaterial = ReportScope & {
  readonly month: string
  readonly zone: string
  readonly at: Instant
  readonly sites: readonly WatchedSite[]
  readonly incidents: readonly {
    readonly incident: Incident
    readonly events: readonly { readonly at: Instant; readonly event: Event }[]
  }[]
  readonly falseAlarms: readonly Incident[] // dismissed ones that began in the month
  readonly works: readonly { readonly work: ScheduledMaintenance; readonly sites: readonly string[] }[]
  readonly seenTo: readonly SeenTo[]
  readonly ends: readonly Expiry[]
  readonly speeds: readonly Speed[]
  readonly changes: readonly Change[]
  readonly hosts: readonly ReportedHost[]
}
export type WatchedSite = {
  readonly site: Pick<Site, 'id' | 'partner' | 'client'>
  readonly goal: Goal
  readonly seen: readonly Seen[]
  readonly alive: readonly Alive[]
}

const AHEAD = days(60)

/**
 * The numbers of a month (REV-3, PRE-5). An outage is listed in every month in which it went on, with its downtime of that month; how long people
 * took is counted in the month in which it began.
 */
export function reportOf(material: ReportMaterial): Report {
  const { partner, client, month, zone, at, seenTo, ends, falseAlarms } = material
  const period = monthStretch(month, zone)
  const genuine = material.incidents.filter(({ incident }) => incident.confirmedAt !== null)
  const began = genuine.filter(({ incident: { detectedAt } }) => period.from <= detectedAt && detectedAt < period.to)
  const sites = standings(material, period)
  const earlier = monthStretch(beforeMonth(month), zone)
  const before = sumOf(standings(material, earlier).map(({ ledger }) => ledger))
  return {
    ...{ partner, client, month, zone, ...period, madeAt: at },
    total: { ...standing(sumOf(sites.map(({ ledger }) => ledger))), budget: budgetOfAll(sites) },
    before: { availability: availabilityOf(before), down: before.down, incidents: outagesIn(material, earlier).length },
    sites,
    incidents: outagesIn(material, period),
    response: reportFirstResponse(genuine.map(({ incident }) => incident), month, zone), // prettier-ignore
    times: timesOf(began),
    works: worksIn(material, period),
    prevented: preventedIn(seenTo, genuine.map(({ incident }) => incident), period), // prettier-ignore
    falseAlarms: { quiet: falseAlarms.filter(wokeNobody).length, woke: falseAlarms.filter((one) => !wokeNobody(one)).length },
    ahead: ends.filter((end) => end.at >= at && end.at - at <= AHEAD).toSorted((a, b) => a.at - b.at),
    ...{ speeds: material.speeds, changes: material.changes, hosts: material.hosts },
  }
}

const wokeNobody = ({ ladder, told }: Incident) => ladder.calls === 0 && told.length === 0

function standings(material: ReportMaterial, period: Stretch): SiteStanding[] {
  const length = (period.to - period.from) as Span
  return material.sites.map((watched): SiteStanding => {
    const { site, goal } = watched
    const ledger = ledgerIn(material, watched, period, outagesOf(material, site.id, period))
    const { availability, ...rest } = standing(ledger)
    return {
      ...{ site: site.id, partner: site.partner, client: site.client, availability, ...rest },
      ...{ goal: goal.percent, budget: budgetOf(goal, length, ledger), credit: creditOf(goal, availability) },
    }
  })
}

const standing = (ledger: Ledger): Omit<Standing, 'budget'> => ({
  ledger,
  availability: availabilityOf(ledger),
  plannedPart: plannedPart(ledger),
})

const budgetOfAll = (sites: readonly SiteStanding[]) => ({
  allowed: sites.reduce((sum, { budget }) => sum + budget.allowed, 0) as Span,
  left: sites.reduce((sum, { budget }) => sum + budget.left, 0) as Span,
})

const ledgerIn = ({ works }: ReportMaterial, { site, seen, alive }: WatchedSite, period: Stretch, outages: readonly Stretch[]): Ledger =>
  ledgerOf({
    ...{ period, seen, outages, alive },
    windows: works.flatMap(({ work, sites }) => {
      const window = sites.includes(site.id) ? windowOf(work) : null
      return window ? [{ from: window.from, to: window.until }] : []
    }),
  })

const outagesOf = ({ incidents }: ReportMaterial, site: string, period: Stretch): Stretch[] =>
  incidents.flatMap(({ incident }) => (incident.site === site && incident.confirmedAt !== null ? [stretchOf(incident, period)] : []))

const stretchOf = ({ detectedAt, resolvedAt }: Incident, period: Stretch): Stretch => ({ from: detectedAt, to: resolvedAt ?? period.to })

function outagesIn(material: ReportMaterial, period: Stretch): ReportedIncident[] {
  const watched = new Map(material.sites.map((one) => [one.site.id, one]))
  return material.incidents
    .map(({ incident }) => incident)
    .filter((incident) => incident.confirmedAt !== null && isLong(overlap(stretchOf(incident, period), period)))
    .toSorted((a, b) => a.detectedAt - b.detectedAt)
    .flatMap((incident): ReportedIncident[] => {
      const of = watched.get(incident.site)
      if (!of) return []
      const { down } = ledgerIn(material, of, period, [stretchOf(incident, period)])
      return [
        {
          ...{ number: Number(incident.id), site: incident.site, partner: incident.partner, cause: causeOf(incident) },
          ...{ from: incident.detectedAt, until: incident.resolvedAt === null ? null : (incident.wellSince ?? incident.resolvedAt), down },
        },
      ]
    })
}

const causeOf = ({ diagnosis, causeConfirmed }: Incident) =>
  causeConfirmed && diagnosis !== null && diagnosis.cause !== 'unknown' ? diagnosis.cause : null

function worksIn({ works, at }: ReportMaterial, period: Stretch): ReportedWork[] {
  return works.flatMap(({ work, sites }): ReportedWork[] => {
    const window = windowOf(work)
    if (!window || sites.length === 0 || window.until > at || !isLong(overlap({ from: window.from, to: window.until }, period))) return []
    return [{ id: work.facts.id, partner: work.partner, ...window, reason: work.facts.reason, sites }]
  })
}
