import { budgetOf, creditOf } from '../domain/availability/budget.ts'
import type { Budget, Goal } from '../domain/availability/budget.ts'
import { goalOf } from '../domain/availability/goal-of.ts'
import { availabilityOf, plannedPart, sumOf } from '../domain/availability/ledger.ts'
import type { Ledger } from '../domain/availability/ledger.ts'
import type { Stretch } from '../domain/availability/stretches.ts'
import type { Span } from '../domain/instant.ts'
import { sitesOf } from '../domain/plan/sites-of.ts'
import type { Around } from './around.ts'
import { ledgersOf } from './ledgers-of.ts'

/** How a site, or all of them, stood in a period, against what is promised. */
export type Standing = {
  readonly ledger: Ledger
  readonly availability: number | null
  readonly goal: number // percent
  readonly budget: Budget
  readonly credit: number // percent of the fee
  readonly plannedPart: number | null
}

/** The availability of every site the caller may see in a period, and of all of them together (REV-3, PRE-5). */
export async function availabilityFor(
  around: Around,
  partner: string | null,
  period: Stretch,
): Promise<{ readonly sites: readonly (Standing & { readonly site: string })[]; readonly fleet: Standing }> {
  const plan = around.plan()
  const sites = sitesOf(plan, partner)
  const ledgers = await ledgersOf(around, { plan, partner, period, sites })
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
