import { budgetOf, creditOf } from '../domain/availability/budget.ts'
import type { Budget, Goal } from '../domain/availability/budget.ts'
import { goalOf } from '../domain/availability/goal-of.ts'
import { availabilityOf, ledgerOf, plannedPart, sumOf } from '../domain/availability/ledger.ts'
import type { Ledger } from '../domain/availability/ledger.ts'
import type { Stretch } from '../domain/availability/stretches.ts'
import type { Instant, Span } from '../domain/instant.ts'
import { affectedSites, windowOf } from '../domain/maintenance/covers.ts'
import { listIncidents } from '../store/incidents.ts'
import { aliveUntil, seenOf } from '../engine/report/seen-of.ts'
import { listMaintenance } from '../store/maintenance.ts'
import { transitionsOf } from '../store/transitions.ts'
import type { Around } from './around.ts'

/** How a site, or all of them, stood in a period, against what is promised. */
export type Standing = {
  readonly ledger: Ledger
  readonly availability: number | null
  readonly goal: number // percent
  readonly budget: Budget
  readonly credit: number // percent of the fee
  readonly plannedPart: number | null
}

const MOST_INCIDENTS = 10_000

/** The availability of every site the caller may see in a period, and of all of them together (REV-3, PRE-5). */
export async function availabilityFor(
  around: Around,
  partner: string | null,
  period: Stretch,
): Promise<{ readonly sites: readonly (Standing & { readonly site: string })[]; readonly fleet: Standing }> {
  const { db } = around.store
  const plan = around.plan()
  const sites = Object.values(plan.sites).filter((site) => partner === null || site.partner === partner)
  const phases = ['open', 'stabilising', 'resolved', 'reviewed'] as const
  const [incidents, works, alive] = await Promise.all([
    listIncidents(db, { partner, phases: [...phases], limit: MOST_INCIDENTS }),
    listMaintenance(db, partner, period.from),
    aliveUntil(db),
  ])
  const ledgers = await Promise.all(
    sites.map(async (site) =>
      ledgerOf({
        period,
        seen: seenOf(await transitionsOf(db, site.partner, site.id, 0 as Instant)),
        outages: incidents.flatMap(({ incident }) =>
          incident.site === site.id && incident.confirmedAt !== null
            ? [{ from: incident.detectedAt, to: incident.resolvedAt ?? period.to }]
            : [],
        ),
        windows: works.flatMap((work) => {
          const window = affectedSites(plan, work.facts, work.partner).some(({ id }) => id === site.id) ? windowOf(work) : null
          return window ? [{ from: window.from, to: window.until }] : []
        }),
        aliveUntil: alive,
      }),
    ),
  )
  const length = (period.to - period.from) as Span
  const shown = sites.map((site, n) => ({ site: site.id, ...standing(goalOf(plan, site), ledgers[n]!, length) }))
  return { sites: shown, fleet: fleetOf(plan.availability, shown) }
}

function standing(goal: Goal, ledger: Ledger, length: Span): Standing {
  const availability = availabilityOf(ledger)
  const judged = { budget: budgetOf(goal, length, ledger), credit: creditOf(goal, availability) }
  return { ledger, availability, goal: goal.percent, plannedPart: plannedPart(ledger), ...judged }
}

// What all sites may be down is the sum of what each may; the fleet as such is judged by the goal of all.
function fleetOf(goal: Goal, sites: readonly Standing[]): Standing {
  const sum = (of: keyof Budget) => sites.reduce((all, { budget }) => all + budget[of], 0) as Span
  return { ...standing(goal, sumOf(sites.map(({ ledger }) => ledger)), 0 as Span), budget: { allowed: sum('allowed'), left: sum('left') } }
}
