import { LET_IN_TASK } from '../../domain/incident/decide.ts'
import type { Site } from '../../domain/plan/plan.ts'
import type { Wall } from '../../domain/triage/verdict.ts'
import { AGENT } from '../../network/http.ts'
import { isTaskOpen } from '../../store/tasks.ts'
import { respond } from '../respond/respond.ts'
import type { Room } from '../room.ts'

/**
 * Opens the task to have our probe let in where a wall turned it away: with the network in front of the site, else with its host. Once
 * for each site while it is open, however many false alarms follow.
 */
export async function askToBeLetIn(room: Room, number: number, site: Site, { edge, met }: Wall): Promise<void> {
  if (await isTaskOpen(room.store.db, site.partner, site.id, LET_IN_TASK)) return
  const { providers, hub } = room.plan()
  const host = site.hosting === null ? undefined : providers[site.hosting]?.name
  const at = edge ?? host ?? `the host of ${site.id}`
  await respond(room, site.partner, number, { type: 'turned-away', at, probe: `“${AGENT}” from ${hub.location}`, met })
}
