import { z } from 'zod'
import type { Instant } from '../domain/instant.ts'
import { readFeed } from './read-feed.ts'
import { collapse } from './read-html.ts'
import { many } from './many.ts'
import { incident, maintenance } from './status-page.ts'
import type { State, StatusPage } from './status-page.ts'

const MOST = 200
const MOST_TEXT = 200

/** Reads what a provider says of itself: Statuspage v2, Instatus, Better Stack, RSS or Atom (causes.md 1.7); null when it is none of these. */
export function readStatus(text: string, now: Instant): StatusPage | null {
  const json = parse(text)
  if (json === undefined) return readFeed(text, now)
  return readStatuspage(json, now) ?? readInstatus(json, now) ?? readBetterStack(json, now)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const word = z.string().transform((text) => collapse(text).slice(0, MOST_TEXT))
const moment = z
  .string()
  .nullish()
  .catch(null)
  .transform((text): Instant | null => {
    const at = text ? Date.parse(text) : Number.NaN
    return Number.isNaN(at) ? null : (at as Instant)
  })

const STATUSPAGE: Readonly<Record<string, State>> = {
  none: 'operational',
  operational: 'operational',
  minor: 'degraded',
  degraded_performance: 'degraded',
  partial_outage: 'degraded',
  major: 'major',
  critical: 'major',
  major_outage: 'major',
  maintenance: 'maintenance',
  under_maintenance: 'maintenance',
}

const affected = many(z.object({ name: word }), MOST).transform((parts) => parts.map(({ name }) => name))
const Statuspage = z.object({
  status: z.object({ indicator: z.string() }),
  components: many(z.object({ name: word, status: z.string(), group: z.boolean().nullish().catch(false) }), MOST),
  incidents: many(z.object({ name: word, status: z.string(), impact: z.string().catch('minor'), started_at: moment, created_at: moment, components: affected }), MOST), // prettier-ignore
  scheduled_maintenances: many(z.object({ name: word, status: z.string(), scheduled_for: moment, scheduled_until: moment, components: affected }), MOST), // prettier-ignore
})

function readStatuspage(json: unknown, now: Instant): StatusPage | null {
  const read = Statuspage.safeParse(json)
  if (!read.success) return null
  const { status, components, incidents, scheduled_maintenances: maintenances } = read.data
  const over = new Set(['resolved', 'postmortem', 'completed'])
  return {
    shape: 'statuspage',
    state: STATUSPAGE[status.indicator] ?? 'operational',
    parts: components.filter(({ group }) => !group).map(({ name, status }) => ({ name, state: STATUSPAGE[status] ?? 'operational' })),
    notices: [
      ...incidents
        .filter(({ status }) => !over.has(status))
        .map(({ name, impact, started_at, created_at, components }) =>
          incident(name, STATUSPAGE[impact] ?? 'degraded', started_at ?? created_at, components),
        ),
      ...maintenances
        .filter(({ status }) => !over.has(status))
        .map(({ name, status, scheduled_for, scheduled_until, components }) =>
          maintenance(
            name,
            scheduled_for,
            scheduled_until,
            components,
            status !== 'scheduled' || isNow(scheduled_for, scheduled_until, now),
          ),
        ),
    ],
  }
}

const INSTATUS: Readonly<Record<string, State>> = {
  UP: 'operational',
  OPERATIONAL: 'operational',
  HASISSUES: 'degraded',
  DEGRADEDPERFORMANCE: 'degraded',
  PARTIALOUTAGE: 'degraded',
  MINOROUTAGE: 'degraded',
  MAJOROUTAGE: 'major',
  UNDERMAINTENANCE: 'maintenance',
}
const Instatus = z.object({
  page: z.object({ status: z.enum(['UP', 'HASISSUES', 'UNDERMAINTENANCE']) }),
  activeIncidents: many(z.object({ name: word, status: z.string(), impact: z.string().catch(''), started: moment, components: affected }), MOST), // prettier-ignore
  activeMaintenances: many(z.object({ name: word, status: z.string(), start: moment, duration: z.coerce.number().nullish().catch(null), components: affected }), MOST), // prettier-ignore
  components: many(z.object({ name: word, status: z.string() }), MOST),
})

function readInstatus(json: unknown, now: Instant): StatusPage | null {
  const read = Instatus.safeParse(json)
  if (!read.success) return null
  const { page, activeIncidents, activeMaintenances, components } = read.data
  const incidents = activeIncidents
    .filter(({ status }) => status !== 'RESOLVED')
    .map(({ name, impact, started, components }) => incident(name, INSTATUS[impact] ?? 'degraded', started, components))
  const worst = incidents.some(({ state }) => state === 'major') ? 'major' : (INSTATUS[page.status] ?? 'operational')
  return {
    shape: 'instatus',
    state: worst,
    parts: components.map(({ name, status }) => ({ name, state: INSTATUS[status] ?? 'operational' })),
    notices: [
      ...incidents,
      ...activeMaintenances
        .filter(({ status }) => status !== 'COMPLETED')
        .map(({ name, status, start, duration, components }) => {
          const until = start !== null && duration ? ((start + duration * 60_000) as Instant) : null
          return maintenance(name, start, until, components, status === 'INPROGRESS' || isNow(start, until, now))
        }),
    ],
  }
}

const BETTER_STACK: Readonly<Record<string, State>> = {
  operational: 'operational',
  degraded: 'degraded',
  downtime: 'major',
  maintenance: 'maintenance',
}
const Attributes = z.object({
  public_name: word.nullish().catch(null),
  title: word.nullish().catch(null),
  status: z.string().nullish().catch(null),
  report_type: z.string().nullish().catch(null),
  starts_at: moment,
  ends_at: moment,
  aggregate_state: z.string().nullish().catch(null),
  affected_resources: many(z.object({ status_page_resource_id: z.coerce.string() }), MOST),
})
const BetterStack = z.object({
  data: z.object({ type: z.literal('status_page'), attributes: z.object({ aggregate_state: z.string() }) }),
  included: many(z.object({ id: z.coerce.string(), type: z.string(), attributes: Attributes }), MOST),
})

function readBetterStack(json: unknown, now: Instant): StatusPage | null {
  const read = BetterStack.safeParse(json)
  if (!read.success) return null
  const { data, included } = read.data
  const resources = included.filter(({ type }) => type === 'status_page_resource')
  const nameOf = new Map(resources.map(({ id, attributes }) => [id, attributes.public_name ?? '']))
  const reports = included.filter(({ type, attributes }) => type === 'status_report' && (attributes.ends_at ?? Infinity) > now)
  return {
    shape: 'better-stack',
    state: BETTER_STACK[data.attributes.aggregate_state] ?? 'operational',
    parts: resources.map(({ attributes }) => ({
      name: attributes.public_name ?? '',
      state: BETTER_STACK[attributes.status ?? ''] ?? 'operational',
    })),
    notices: reports.map(({ attributes: { title, report_type, starts_at, ends_at, aggregate_state, affected_resources } }) => {
      const parts = affected_resources.flatMap(({ status_page_resource_id: id }) => nameOf.get(id) ?? [])
      return report_type === 'maintenance'
        ? maintenance(title ?? '', starts_at, ends_at, parts, isNow(starts_at, ends_at, now))
        : { ...incident(title ?? '', BETTER_STACK[aggregate_state ?? ''] ?? 'degraded', starts_at, parts), until: ends_at }
    }),
  }
}

const isNow = (since: Instant | null, until: Instant | null, now: Instant) =>
  since !== null && since <= now && (until === null || now < until)
