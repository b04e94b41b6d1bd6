import { iso } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { StatusPage } from '../status/page.ts'

/** What a subscriber hears of: one update on the page. */
export type Heard = {
  readonly key: string
  readonly kind: 'incident' | 'maintenance'
  readonly incident: number | null
  readonly stage: string // a stage of an outage, or the kind of a maintenance notice
  readonly at: Instant
  readonly subject: string
  readonly text: string
  readonly sites: readonly string[]
}

// The words of the Statuspage API for what a maintenance notice tells.
const MAINTENANCE: Readonly<Record<string, string>> = {
  started: 'in_progress',
  extended: 'in_progress',
  completed: 'completed',
  cancelled: 'completed',
}

/** One update in the shape of the subscriber webhooks of Statuspage (support.atlassian.com/statuspage, "webhook notifications"). */
export function statuspageHook(page: StatusPage, heard: Heard, manage: string): string {
  const { kind, at, subject, text, sites, stage } = heard
  const isOver = stage === 'resolved'
  const status = kind === 'incident' ? stage : (MAINTENANCE[stage] ?? 'scheduled')
  const id = kind === 'incident' ? `${page.slug}-${heard.incident}` : heard.key.split('/').slice(0, 2).join('-')
  const link = kind === 'incident' ? `${page.url}incidents/${heard.incident}.html` : page.url
  const impact = kind === 'maintenance' ? 'maintenance' : 'major'
  const update = {
    id: heard.key,
    incident_id: id,
    status,
    body: text.trim(),
    created_at: iso(at),
    updated_at: iso(at),
    display_at: iso(at),
  }
  const indicator = kind === 'maintenance' ? 'maintenance' : isOver ? 'none' : stage === 'monitoring' ? 'minor' : 'major'
  return JSON.stringify({
    meta: { unsubscribe: manage, generated_at: iso(at) },
    page: { id: page.slug, status_indicator: indicator, status_description: subject },
    incident: {
      ...{ id, name: subject, status, impact, page_id: page.slug, shortlink: link },
      ...{ created_at: iso(at), updated_at: iso(at), monitoring_at: stage === 'monitoring' ? iso(at) : null },
      resolved_at: isOver ? iso(at) : null,
      incident_updates: [update],
      components: sites.map((site) => ({ id: site, name: site })),
    },
  })
}
