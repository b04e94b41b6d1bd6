import { sayFiring } from '../../domain/alert/say-alert.ts'
import { after, hours } from '../../domain/instant.ts'
import { attachAlert, firingAlerts } from '../../store/inbound-alerts.ts'
import type { StoredAlert } from '../../store/inbound-alerts.ts'
import { keepEvidence } from '../../store/evidence.ts'
import { respond } from '../respond/respond.ts'
import type { Room } from '../room.ts'

const FRESH = hours(-24)

/** What other monitors say of a site that is down is evidence of its incident: kept there, and one line in its timeline. */
export async function attachAlerts(room: Room, partner: string, site: string, incident: number): Promise<void> {
  const now = room.clock.now()
  const firing = await firingAlerts(room.store.db, partner, site, after(now, FRESH))
  if (firing.length === 0) return
  const text = firing.map((alert) => sayFiring(nameOf(room, alert), alert)).join(' ')
  await respond(room, partner, incident, { type: 'noted', by: 'alerts', text }, async (tx) => {
    let attached = 0
    for (const alert of firing) {
      if (!(await attachAlert(tx, alert.id, incident))) continue
      attached += 1
      const { source, key, name, says, link, startedAt } = alert
      await keepEvidence(tx, partner, incident, now, 'alert', { source, key, name, says, link, since: startedAt })
    }
    return attached > 0
  })
}

/** How people know a source; one that the plan does not name any more by its id. */
export const nameOf = ({ plan }: Pick<Room, 'plan'>, { source }: Pick<StoredAlert, 'source'>): string =>
  plan().alerts[source]?.name ?? source
