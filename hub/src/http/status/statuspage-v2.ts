import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { StatusPage } from '../../domain/status/page.ts'
import type { Component, PublicIncident } from '../../domain/status/summary.ts'
import type { PageNews } from './page-news.ts'
import { scheduledMaintenances } from './scheduled-maintenances.ts'
import { INDICATORS } from './words.ts'

/** `status.json` of the Statuspage public API v2, which monitors, bots and other pages read. */
export const statusJson = (news: PageNews) => ({ page: pageJson(news), status: statusOf(news) })

/** `summary.json` of the same: components, what is open, and the maintenance that is planned. */
export const summaryJson = (news: PageNews) => ({
  ...statusJson(news),
  components: news.summary.components.map((component, position) => componentJson(component, position, news)),
  incidents: news.summary.open.map((incident) => incidentJson(incident, news.page)),
  scheduled_maintenances: scheduledMaintenances(news, 'unresolved'),
})

/** Whose page it is, as every answer of that API begins. */
export const pageJson = ({ page, summary, since }: PageNews) => ({
  id: page.slug,
  name: page.title,
  url: page.url,
  time_zone: page.timezone,
  updated_at: iso(summary.updatedAt ?? dayOf(since)),
})

// Where nothing was ever said: the beginning of what the page shows, to the day, so that the answer stays the same.
const dayOf = (since: Instant) => (since - (since % 86_400_000)) as Instant

const statusOf = ({ summary: { indicator }, planned }: PageNews) =>
  indicator === 'none' && planned.some(({ isCovering }) => isCovering)
    ? { indicator: 'maintenance', description: 'Service Under Maintenance' }
    : { indicator, description: INDICATORS[indicator] }

const componentJson = ({ site, state }: Component, position: number, { page, summary, since }: PageNews) => ({
  id: site,
  name: site,
  status: state,
  created_at: iso(dayOf(since)),
  updated_at: iso(summary.updatedAt ?? dayOf(since)),
  position: position + 1,
  description: null,
  showcase: true,
  start_date: null,
  group_id: null,
  page_id: page.slug,
  group: false,
  only_show_if_degraded: false,
})

const incidentJson = ({ id, site, title, stage, startedAt, resolvedAt, updates }: PublicIncident, page: StatusPage) => ({
  id,
  name: title,
  status: stage,
  created_at: iso(startedAt),
  updated_at: iso(updates[0]?.at ?? startedAt),
  monitoring_at: isoOrNull(updates.find((update) => update.stage === 'monitoring')?.at),
  resolved_at: isoOrNull(resolvedAt),
  started_at: iso(startedAt),
  impact: 'major',
  shortlink: page.url,
  page_id: page.slug,
  incident_updates: updates.map(({ key, at, stage: status, text }) => ({
    id: key,
    status,
    body: text,
    incident_id: id,
    created_at: iso(at),
    updated_at: iso(at),
    display_at: iso(at),
    affected_components: [{ code: site, name: site, old_status: 'operational', new_status: 'major_outage' }],
    deliver_notifications: true,
    custom_tweet: null,
    tweet_id: null,
  })),
  components: [{ id: site, name: site }],
})

const isoOrNull = (at: Instant | null | undefined) => (at === null || at === undefined ? null : iso(at))
