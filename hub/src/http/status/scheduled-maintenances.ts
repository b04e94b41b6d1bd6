import { iso } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { MaintenancePhase } from '../../domain/maintenance/scheduled.ts'
import type { PublicMaintenance } from '../../domain/status/planned-work.ts'
import { factsOf, titleOf } from '../../domain/status/planned-words.ts'
import { publicId } from './maintenance-calendar.ts'
import type { PageNews } from './page-news.ts'

const STATUS: Record<Exclude<MaintenancePhase, 'cancelled'>, string> = {
  planned: 'scheduled',
  running: 'in_progress',
  verifying: 'verifying',
  completed: 'completed',
}

/** Which windows a list of the Statuspage public API v2 holds. One that is called off stands in none. */
export const LISTS = {
  all: ['completed', 'verifying', 'running', 'planned'],
  upcoming: ['planned'],
  active: ['verifying', 'running'],
  unresolved: ['verifying', 'running', 'planned'],
} as const satisfies Record<string, readonly MaintenancePhase[]>

/** The windows of a page in the shape of that API, the newest first where they are over and the next first where they are to come. */
export const scheduledMaintenances = (news: PageNews, which: keyof typeof LISTS) =>
  news.planned.filter(({ phase }) => LISTS[which].some((one) => one === phase)).map((window) => windowJson(window, news))

function windowJson(window: PublicMaintenance, { page }: PageNews) {
  const { phase, facts, endsAt, sites, updates, plannedAt, changedAt, startedAt } = window
  const id = publicId(window)
  const status = STATUS[phase as keyof typeof STATUS]
  return {
    id,
    name: titleOf(window, page.language),
    status,
    created_at: iso(plannedAt),
    updated_at: iso(updates[0]?.at ?? changedAt),
    monitoring_at: null,
    resolved_at: phase === 'completed' ? iso(changedAt) : null,
    started_at: iso(startedAt ?? facts.startsAt),
    impact: 'maintenance',
    shortlink: page.url,
    page_id: page.slug,
    scheduled_for: iso(facts.startsAt),
    scheduled_until: iso(endsAt),
    metadata: factsOf(window, page.language),
    incident_updates: updates.map(({ at, kind, key, text }) => ({
      id: key.split('/').slice(-4).join('-'),
      status: STAGE[kind],
      body: text,
      incident_id: id,
      created_at: iso(at),
      updated_at: iso(at),
      display_at: iso(at),
      affected_components: null,
      deliver_notifications: true,
      custom_tweet: null,
      tweet_id: null,
    })),
    components: sites.map((site) => componentOf(site, page.slug, plannedAt)),
  }
}

const STAGE = {
  notice: 'scheduled',
  reminder: 'scheduled',
  moved: 'scheduled',
  cancelled: 'scheduled',
  started: 'in_progress',
  extended: 'in_progress',
  completed: 'completed',
} as const

const componentOf = (site: string, page: string, at: Instant) => ({ id: site, name: site, page_id: page, created_at: iso(at) })
