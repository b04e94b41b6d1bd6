import type { Look } from '../../checks/check.ts'
import type { Monitor, Site } from '../../domain/plan/plan.ts'
import { askRegistration } from '../../probe/ask-registration.ts'
import { reportedOf } from './heartbeats.ts'
import type { Room } from '../room.ts'

/** What a check asks of the hub besides its network: how the domain is registered, what a job has said. */
export type Besides = Pick<Look, 'registrationOf' | 'reported'>

/** Gives a monitor's check what it asks for, and every other nothing. */
export async function besides(room: Room, site: Site, monitor: Monitor): Promise<Besides> {
  if (monitor.kind === 'heartbeat') return { reported: await reportedOf(room, { site, monitor }) }
  return monitor.kind === 'domain' ? { registrationOf: registrationBy(room) } : {}
}

/** Asks registry and registrar as the plan of the moment says. */
export const registrationBy = ({ outside: network, clock, plan }: Room) =>
  askRegistration({ network, now: () => clock.now() }, () => plan().network)
