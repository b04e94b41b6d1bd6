import { budgetOf, creditOf } from '../domain/availability/budget.ts'
import type { Budget } from '../domain/availability/budget.ts'
import { availabilityOf, ledgerOf, plannedPart, sumOf } from '../domain/availability/ledger.ts'
import type { Ledger } from '../domain/availability/ledger.ts'
import type { Stretch } from '../domain/availability/stretches.ts'
import type { Instant, Span } from '../domain/instant.ts'
import { affectedSites, windowOf } from '../domain/maintenance/covers.ts'
import { isOfPage } from '../domain/triage/beside-the-page.ts'
import type { Site } from '../domain/plan/plan.ts'
import { listIncidents } from '../store/incidents.ts'
import { locations } from '../store/locations.ts'
import { listMaintenance } from '../store/maintenance.ts'
import { transitionsOf } from '../store/transitions.ts'
import type { Around } from './around.ts'

/** How a site, or all of them, stood in a period, against what is promised. */
export type Standing = {
  readonly ledger: Ledger
  readonly availability: number | null
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
  const [incidents, works, places] = await Promise.all([
    listIncidents(db, { partner, phases: [...phases], limit: MOST_INCIDENTS }),
    listMaintenance(db, partner, period.from),
    locations(db),
  ])
  const alive = Math.max(0, ...places.map(({ aliveAt }) => aliveAt)) as Instant
  const ledgers = await Promise.all(
    sites.map(async (site) =>
      ledgerOf({
        period,
        seen: await seenOf(around, site),
        outages: incidents.flatMap(({ incident }) =>
          incident.site === site.id && incident.confirmedAt !== null
            ? [{ from: incident.detectedAt, to: incident.resolvedAt ?? period.to }]
            : [],
        ),
        windows: works.flatMap((work) => {
          const window = affectedSites(plan, work.facts, work.partner).some(({ id }) => id === site.id) ? windowOf(work) : null
          return window ? [{ from: window.from, to: window.until }] : []
        }),
        aliveUntil: alive === 0 ? null : alive,
      }),
    ),
  )
  const length = (period.to - period.from) as Span
  const standing = (ledger: Ledger, span: Span): Standing => {
    const availability = availabilityOf(ledger)
    return {
      ...{ ledger, availability, plannedPart: plannedPart(ledger) },
      budget: budgetOf(plan.availability, span, ledger),
      credit: creditOf(plan.availability, availability),
    }
  }
  return {
    sites: sites.map(({ id }, n) => ({ site: id, ...standing(ledgers[n]!, length) })),
    fleet: standing(sumOf(ledgers), (length * sites.length) as Span),
  }
}

async function seenOf({ store }: Around, { partner, id }: Site) {
  const transitions = await transitionsOf(store.db, partner, id, 0 as Instant)
  return transitions
    .filter(({ monitor }) => isOfPage(monitor))
    .map(({ monitor, location, result: { at, state } }) => ({
      monitor: `${monitor} ${location}`,
      at,
      down: state === 'down',
    }))
}
