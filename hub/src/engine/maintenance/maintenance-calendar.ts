import { after, days } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { coveringWork, windowEndBetween } from '../../domain/maintenance/covers.ts'
import type { ScheduledMaintenance } from '../../domain/maintenance/scheduled.ts'
import { listMaintenance } from '../../store/maintenance.ts'
import type { Room } from '../room.ts'

/** The windows of this moment, kept in memory for the checks: a look at a site asks no database. */
export type MaintenanceCalendar = {
  /** The name of the window that covers the site then; null when none does (TRI-4, I-44). */
  covering(site: string, at: Instant): string | null
  /** The end of the last window of the site between two moments: from then on a failure counts (I-45). */
  endBetween(site: string, from: Instant, until: Instant): Instant | null
  /** Reads the windows anew: after each change here, and at each pass for what other hubs changed. Gives those of every tenant. */
  refresh(): Promise<readonly ScheduledMaintenance[]>
}

/** An empty calendar until it is first refreshed. */
export function createCalendar({ store, plan, clock }: Pick<Room, 'store' | 'plan' | 'clock'>): MaintenanceCalendar {
  let works: readonly ScheduledMaintenance[] = []
  return {
    covering: (site, at) => coveringWork(works, plan(), site, at)?.facts.id ?? null,
    endBetween: (site, from, until) => windowEndBetween(works, plan(), site, { from, until }),
    async refresh() {
      works = await listMaintenance(store.db, null, after(clock.now(), days(-2)))
      return works
    },
  }
}
