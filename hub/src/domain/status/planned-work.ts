import type { Instant } from '../instant.ts'
import { OPERATOR } from '../audience/pages.ts'
import { affectedSites, windowOf } from '../maintenance/covers.ts'
import type { AnnouncedWork } from '../maintenance/announced-work.ts'
import type { Maintenance } from '../maintenance/read-maintenance.ts'
import type { MaintenancePhase, NoticeKind, ScheduledMaintenance } from '../maintenance/scheduled.ts'
import type { Plan } from '../plan/plan.ts'
import type { StatusPage } from './page.ts'
import type { Summary } from './summary.ts'

/** What the public of one page reads about one planned window: its facts, and those of its sites that the page lists. */
export type PublicMaintenance = {
  readonly id: string // of the tenant who planned it; never shown as it stands
  readonly phase: MaintenancePhase
  readonly isCovering: boolean // its sites are under maintenance now
  readonly facts: Pick<Maintenance, 'startsAt' | 'endsAt' | 'emergency'>
  readonly told: PublicFacts | { readonly said: { readonly provider: string; readonly title: string } | null } // null: whose work it is stays unsaid
  readonly endsAt: Instant // as planned, or when it was over
  readonly sites: readonly string[]
  readonly updates: readonly MaintenanceWords[] // newest first
  readonly sequence: number
  readonly plannedAt: Instant
  readonly changedAt: Instant
  readonly startedAt: Instant | null
}

/** What was written for whoever is affected. */
export type PublicFacts = Pick<Maintenance, 'disrupts' | 'reason' | 'benefit' | 'support' | 'alternatives'>

export type MaintenanceWords = {
  readonly key: string
  readonly maintenance: string
  readonly at: Instant
  readonly kind: NoticeKind
  readonly subject: string
  readonly text: string
}

/** The windows that concern the sites of a page, the first to begin first. What the page does not list it does not see. */
export function plannedWorkOn(
  page: StatusPage,
  plan: Pick<Plan, 'sites'>,
  works: readonly ScheduledMaintenance[],
  words: readonly MaintenanceWords[],
  now: Instant,
): PublicMaintenance[] {
  const listed = new Set(page.sites.map(({ id }) => id))
  return works
    .flatMap((work) => {
      const { facts, partner, phase, sequence, plannedAt, changedAt, startedAt, endedAt } = work
      const sites = affectedSites(plan, facts, partner).flatMap(({ id }) => (listed.has(id) ? [id] : []))
      if (sites.length === 0) return []
      const window = windowOf(work)
      const isCovering = phase === 'running' && window !== null && window.from <= now && now < window.until
      const updates = words.filter(({ maintenance }) => maintenance === facts.id)
      const endsAt = phase === 'completed' ? (endedAt ?? facts.endsAt) : facts.endsAt
      return [
        {
          id: `${partner}/${facts.id}`,
          phase,
          isCovering,
          facts,
          told: facts,
          endsAt,
          sites,
          updates,
          sequence,
          plannedAt,
          changedAt,
          startedAt,
        },
      ]
    })
    .sort((a, b) => a.facts.startsAt - b.facts.startsAt)
}

/**
 * What providers announced for sites of a page. Whose work it is is said on the operator's pages alone: a white-label page names no provider.
 * The sites stay as they are seen: most of such work passes unnoticed.
 */
export function announcedWorkOn(
  page: StatusPage,
  { providers }: Pick<Plan, 'providers'>,
  works: readonly AnnouncedWork[],
  now: Instant,
): PublicMaintenance[] {
  const listed = new Set(page.sites.map(({ id }) => id))
  return works.flatMap(({ provider, title, startsAt, endsAt, sites, seenAt }): PublicMaintenance[] => {
    const own = sites.filter((site) => listed.has(site))
    const name = providers[provider]?.name ?? provider
    if (own.length === 0) return []
    return [
      {
        id: `announced/${provider}/${startsAt}/${title}`,
        phase: startsAt <= now ? 'running' : 'planned',
        isCovering: false,
        facts: { startsAt, endsAt, emergency: null },
        told: { said: page.partner === OPERATOR ? { provider: name, title } : null },
        ...{ endsAt, sites: own, updates: [], sequence: 0, plannedAt: seenAt, changedAt: seenAt, startedAt: null },
      },
    ]
  })
}

/** The page while windows go on: a site inside one is under maintenance unless it has an open incident. */
export function underMaintenance(summary: Summary, planned: readonly PublicMaintenance[]): Summary {
  const inside = new Set(planned.flatMap(({ isCovering, sites }) => (isCovering ? sites : [])))
  const components = summary.components.map((component) =>
    component.state === 'operational' && inside.has(component.site) ? { ...component, state: 'under_maintenance' as const } : component,
  )
  return { ...summary, components, updatedAt: newest(summary.updatedAt, planned) }
}

const newest = (at: Instant | null, planned: readonly PublicMaintenance[]): Instant | null =>
  planned
    .flatMap(({ updates }) => updates)
    .reduce<Instant | null>((last, update) => (last === null || update.at > last ? update.at : last), at)
