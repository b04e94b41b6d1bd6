import { createCalendar } from '../src/engine/maintenance/maintenance-calendar.ts'
import { maintenanceOf } from '../src/engine/maintenance/maintain.ts'
import type { Maintaining, MaintenanceDesk } from '../src/engine/maintenance/maintain.ts'
import { after, days, hours, minutes } from '../src/domain/instant.ts'
import type { Instant, Span } from '../src/domain/instant.ts'
import type { Maintenance } from '../src/domain/maintenance/read-maintenance.ts'
import { loadLibrary } from '../src/library.ts'

const library = await loadLibrary({})

/** Windows are planned and changed for real, with nothing at the other end of the outbox. */
export function seededMaintenance(parts: Pick<Maintaining, 'store' | 'clock' | 'plan' | 'news'>) {
  const maintaining: Maintaining = {
    ...parts,
    secrets: () => new Map(),
    library: () => library,
    calendar: createCalendar(parts),
    loops: {},
  }
  return { maintaining, desk: maintenanceOf(maintaining) }
}

/** A window of Anchor Hosting. */
export const aWindow = (id: string, startsAt: Instant, lasts: Span, affects: Partial<Maintenance['affects']> = {}): Maintenance => ({
  id,
  startsAt,
  lasts,
  endsAt: after(startsAt, lasts),
  affects: { providers: [], sites: [], clients: [], ...affects },
  disrupts: 'Websites on Anchor Hosting are unreachable for up to 45 minutes.',
  reason: 'Security update of the operating system.',
  benefit: 'Closes a known vulnerability.',
  support: 'Mail care@brightside.example or call +1 312 555 0110.',
  alternatives: 'none',
  emergency: null,
})

/** One window to come, one that runs past its end, one that is over. */
export async function planWindows({ around, clock }: { around: { maintenance: MaintenanceDesk }; clock: { at: Instant } }) {
  const now = clock.at
  const { schedule, change } = around.maintenance
  await schedule('operator', aWindow('disks', after(now, days(10)), hours(2), { providers: ['anchor-hosting'] }), 'ana')
  clock.at = after(now, hours(-3))
  await schedule('operator', aWindow('kernel-update', after(now, hours(-2)), minutes(90), { sites: ['riverdental.example'] }), 'ana')
  await schedule('operator', aWindow('called-off', after(now, hours(-2)), minutes(90), { sites: ['harbor.example'] }), 'ana')
  await change('operator', 'called-off', { type: 'cancelled', by: 'ana', reason: 'Not needed.' })
  clock.at = after(now, minutes(-10))
  await change('operator', 'kernel-update', { type: 'started', by: 'ana' })
  clock.at = now
  await change('operator', 'kernel-update', { type: 'clock' })
}
