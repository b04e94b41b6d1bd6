import { OPERATOR } from '../audience/pages.ts'
import { earliest } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Plan, Site } from '../plan/plan.ts'
import type { Maintenance } from './read-maintenance.ts'
import type { ScheduledMaintenance } from './scheduled.ts'

/** The sites that a window affects by the plan of this moment: those named, those of the clients, those that stand on the providers. */
export const affectedSites = (plan: Pick<Plan, 'sites'>, { affects }: Pick<Maintenance, 'affects'>, partner: string): Site[] =>
  Object.values(plan.sites).filter(
    (site) =>
      (partner === OPERATOR || site.partner === partner) &&
      (affects.sites.includes(site.id) ||
        (site.client !== null && affects.clients.includes(site.client)) ||
        [site.hosting, site.dns, site.cdn].some((provider) => provider !== null && affects.providers.includes(provider))),
  )

type Window = { readonly from: Instant; readonly until: Instant }

/**
 * From when to when a window stands between a failure and the pager: its planned time, extensions included, from the start where somebody began
 * earlier, and not a moment after the work is over. That the hub noted the start a little late takes nothing away.
 */
export function windowOf({ facts, startedAt, endedAt, phase }: ScheduledMaintenance): Window | null {
  if (phase === 'cancelled') return null
  return { from: earliest(facts.startsAt, startedAt)!, until: earliest(facts.endsAt, endedAt)! }
}

/** The window that covers the site at this moment, the first of several; null when none does (I-44, I-46). */
export function coveringWork(
  works: readonly ScheduledMaintenance[],
  plan: Pick<Plan, 'sites'>,
  site: string,
  at: Instant,
): ScheduledMaintenance | null {
  const covers = (work: ScheduledMaintenance) => {
    const window = windowOf(work)
    return window !== null && window.from <= at && at < window.until && isAffected(plan, work, site)
  }
  return works.find(covers) ?? null
}

/** The end of the last window of the site between two moments; null when none ended there. From then a failure that goes on counts (I-45). */
export function windowEndBetween(
  works: readonly ScheduledMaintenance[],
  plan: Pick<Plan, 'sites'>,
  site: string,
  { from, until }: Window,
): Instant | null {
  const ends = works.flatMap((work) => {
    const end = windowOf(work)?.until ?? null
    return end !== null && from < end && end <= until && isAffected(plan, work, site) ? [end] : []
  })
  return ends.length === 0 ? null : (Math.max(...ends) as Instant)
}

const isAffected = (plan: Pick<Plan, 'sites'>, { facts, partner }: ScheduledMaintenance, site: string) =>
  affectedSites(plan, facts, partner).some(({ id }) => id === site)
