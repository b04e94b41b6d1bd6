import { inZone } from '../../domain/calendar/local-time.ts'
import { pageOf } from '../../domain/status/page.ts'
import type { StatusPage } from '../../domain/status/page.ts'
import { asPublished } from '../../domain/status/past-notice.ts'
import { announcedWorkOn, plannedWorkOn, underMaintenance } from '../../domain/status/planned-work.ts'
import type { PublicMaintenance } from '../../domain/status/planned-work.ts'
import { announcedAhead } from '../../domain/maintenance/announced-work.ts'
import { summaryOf } from '../../domain/status/summary.ts'
import type { PublicIncident, Summary } from '../../domain/status/summary.ts'
import { after, days } from '../../domain/instant.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import type { Instant } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { announcedWorks } from '../../store/announced-works.ts'
import { announcementsOn } from '../../store/announcements.ts'
import { broughtNotices } from '../../store/brought-notices.ts'
import { listIncidents } from '../../store/incidents.ts'
import { listMaintenance, maintenanceUpdatesOn } from '../../store/maintenance.ts'
import type { Around } from '../around.ts'
import { DAYS_SHOWN, siteHistory } from '../site-history.ts'
import type { History } from '../site-history.ts'
import { offeredOn } from './offered-on.ts'

const MONTHS_KEPT = 13
const PAST_READ = 1000

/** A page and what it has to say now. */
export type PageNews = {
  readonly page: StatusPage
  readonly summary: Summary
  readonly history: readonly PublicIncident[] // what is over, and what another page told before: the newest first
  readonly planned: readonly PublicMaintenance[]
  readonly histories: ReadonlyMap<string, History> // by site
  readonly months: readonly string[] // those with a page of their own, the newest first: `2026-03`
  readonly since: Instant // of the bars
  readonly now: Instant
  readonly subscribe: string | null // where its readers ask to be told; null: the page offers no way
}

/** Reads what the page may say: its own tenant's incidents of a year and the announcements made on it. An unknown page is a Problem. */
export async function newsOf(around: Around, slug: string): Promise<PageNews> {
  const page = pageOf(around.plan(), slug)
  if (!page) throw new Problem('not-found', 'page_unknown', 'There is no status page at this address.', 'Check the address you were given.')
  const { db } = around.store
  const now = around.clock.now()
  const { partner } = page
  const brought = (await broughtNotices(db, partner, slug)).map(asPublished)
  const months = monthsUntil(now, page.timezone)
  const since = after(now, days(-DAYS_SHOWN))
  const [living, past, announcements, works, words, announced] = await Promise.all([
    listIncidents(db, { partner, phases: ['open', 'stabilising'], limit: PAST_READ }),
    listIncidents(db, { partner, phases: ['resolved', 'reviewed'], limit: PAST_READ }),
    announcementsOn(db, slug, Date.parse(`${months.at(-1)}-01`) as Instant),
    listMaintenance(db, partner, since),
    maintenanceUpdatesOn(db, partner, slug, since),
    announcedWorks(db),
  ])
  const incidents = [...living, ...past].map(({ incident }) => incident)
  const ofTenant = announcements.filter((announcement) => announcement.partner === partner)
  const histories = await historiesOf(around, page, incidents, now)
  const plan = around.plan()
  const planned = [
    ...plannedWorkOn(page, plan, works, words, now),
    ...announcedWorkOn(page, plan, announcedAhead(announced, plan, now), now),
  ].sort((a, b) => a.facts.startsAt - b.facts.startsAt)
  const slow = new Set([...histories].flatMap(([site, { isSlow }]) => (isSlow ? [site] : [])))
  const summary = underMaintenance(summaryOf(page, incidents, ofTenant, slow), planned)
  const subscribe = offeredOn(around, page).length === 0 ? null : `${around.plan().hub.url}status/${encodeURIComponent(slug)}/subscribe`
  const history = [...summary.past, ...brought].toSorted((a, b) => b.startedAt - a.startedAt)
  const told = brought.map(({ startedAt }) => monthOf(startedAt, page.timezone)).filter((month) => !months.includes(month))
  const shown = [...months, ...new Set(told)] // both the newest first
  return { page, summary, history, planned, histories, months: shown, since, now, subscribe }
}

const monthOf = (at: Instant, zone: string): string => inZone(at, zone).toPlainDate().toPlainYearMonth().toString()

function monthsUntil(now: Instant, zone: string): string[] {
  const month = inZone(now, zone).toPlainDate().toPlainYearMonth()
  return Array.from({ length: MONTHS_KEPT }, (_, n) => month.subtract({ months: n }).toString())
}

async function historiesOf(
  around: Around,
  page: StatusPage,
  incidents: readonly Incident[],
  now: Instant,
): Promise<ReadonlyMap<string, History>> {
  const histories = page.sites.map(async (site): Promise<[string, History]> => [
    site.id,
    await siteHistory(around, { ...site, partner: page.partner }, { incidents, zone: page.timezone, now }),
  ])
  return new Map(await Promise.all(histories))
}
