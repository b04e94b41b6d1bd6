import { workingChannels } from '../../src/domain/audience/on-duty.ts'
import { after, minutes } from '../../src/domain/instant.ts'
import type { Instant, Span } from '../../src/domain/instant.ts'
import { affectedSites, coveringWork, windowEndBetween } from '../../src/domain/maintenance/covers.ts'
import { decideMaintenance, planMaintenance } from '../../src/domain/maintenance/decide-maintenance.ts'
import type { Maintenance } from '../../src/domain/maintenance/read-maintenance.ts'
import { reachedBy } from '../../src/domain/maintenance/reached.ts'
import { refusalOf } from '../../src/domain/maintenance/refusal-of.ts'
import type {
  MaintenanceEvent,
  MaintenanceHappening,
  MaintenanceOrder,
  Reached,
  ScheduledMaintenance,
} from '../../src/domain/maintenance/scheduled.ts'
import { PLANS } from './agency.ts'
import type { SimWorld } from './world.ts'

/** One decision about planned work. */
export type WorkMoment = {
  readonly before: ScheduledMaintenance
  readonly event: MaintenanceEvent
  readonly at: Instant
  readonly work: ScheduledMaintenance
  readonly orders: readonly MaintenanceOrder[]
}

/** What is planned in a story, and every decision about it. */
export class PlannedWork {
  readonly moments: WorkMoment[] = []
  private works: ScheduledMaintenance[] = []
  private grouped: readonly (readonly WorkMoment[])[] | null = null
  private readonly world: SimWorld

  constructor(world: SimWorld) {
    this.world = world
  }

  get all(): readonly ScheduledMaintenance[] {
    return this.works
  }

  /** Every decision, for each window by itself; put together once all are made. */
  momentsOfEach(): Iterable<readonly WorkMoment[]> {
    if (this.moments.length === 0) return []
    this.grouped ??= [...Map.groupBy(this.moments, ({ before }) => before.facts.id).values()]
    return this.grouped
  }

  covering = (site: string, at: Instant): string | null =>
    this.works.length === 0 ? null : (coveringWork(this.works, this.world.plan, site, at)?.facts.id ?? null)

  endBetween = (site: string, from: Instant, until: Instant): Instant | null =>
    this.works.length === 0 ? null : windowEndBetween(this.works, this.world.plan, site, { from, until })

  nextAt(): Instant {
    let at = Infinity
    for (const { wakeAt } of this.works) if (wakeAt !== null && wakeAt < at) at = wakeAt
    return at as Instant
  }

  /** A window is planned for one site, so long before and so long. */
  plans(site: string, ahead: Span, lasts: Span) {
    const startsAt = after(this.world.now, ahead)
    const facts: Maintenance = {
      ...{ id: `work-${this.works.length + 1}`, startsAt, endsAt: after(startsAt, lasts), lasts },
      affects: { providers: [], sites: [site], clients: [] },
      ...{
        disrupts: 'The site.',
        reason: 'An update.',
        benefit: 'A newer one.',
        support: 'noc@harbor.example',
        alternatives: 'None.',
        emergency: null,
      },
    }
    const { partner } = this.world.plan.sites[site]!
    this.works.push(planMaintenance(partner, facts, this.world.now))
    this.hear(this.works.length - 1, { type: 'planned', by: 'ana' })
  }

  /** A person does something with the newest window of the site, where that may be done. */
  does(site: string, happening: MaintenanceHappening) {
    const index = this.works.findLastIndex(({ facts }) => facts.affects.sites.includes(site))
    if (index < 0 || refusalOf(this.works[index]!, happening, this.world.now) !== null) return
    this.hear(index, happening)
  }

  wakes() {
    for (let index = 0; index < this.works.length; index++) {
      const { wakeAt, phase, facts, partner } = this.works[index]!
      if (wakeAt === null || wakeAt > this.world.now) continue
      const sites = affectedSites(this.world.plan, facts, partner).map(({ id }) => id)
      const unwell = sites.filter((id) => this.world.probe.truths.get(id)!.failing.size > 0)
      this.hear(index, phase === 'verifying' ? { type: 'verified', unwell } : { type: 'clock' })
      for (const id of sites) this.world.probe.looksAgain(id)
    }
  }

  private hear(index: number, happening: MaintenanceHappening) {
    const { plan, now: at } = this.world
    const before = this.works[index]!
    const reached = reachedOf(before)
    const event: MaintenanceEvent = {
      ...happening,
      known: { reached, waits: plan.escalation.map(({ wait }) => wait), lookAgain: minutes(1) },
    }
    const { work, orders } = decideMaintenance(before, event, at)
    this.works[index] = work
    this.moments.push({ before, event, at, work, orders })
    this.grouped = null
  }
}

// Whom the work on a site concerns, in every plan of the agency the same.
const known = new Map<string, readonly Reached[]>()
const secretsPresent = () => true
const REACH = {
  plan: PLANS.waits,
  working: workingChannels({ plan: PLANS.waits, secretsPresent }),
  secretsPresent,
  deadBecause: () => null,
}

function reachedOf({ partner, facts }: ScheduledMaintenance): readonly Reached[] {
  const asked = `${partner} ${facts.affects.sites.join(' ')}`
  const reached = known.get(asked) ?? reachedBy(REACH, affectedSites(PLANS.waits, facts, partner))
  known.set(asked, reached)
  return reached
}
