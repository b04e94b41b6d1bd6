import type { Look, RegistrationOf } from '../../checks/check.ts'
import type { Monitor, Site } from '../../domain/plan/plan.ts'
import { registration } from '../../evidence/registration.ts'
import { subjectOf } from '../../evidence/subject-of.ts'
import { reportedOf } from './heartbeats.ts'
import type { Room } from '../room.ts'

/** What a check asks of the hub besides its network: how the domain is registered, what a job has said. */
export type Besides = Pick<Look, 'registrationOf' | 'reported'>

/** Gives a monitor's check what it asks for, and every other nothing. */
export async function besides(room: Room, site: Site, monitor: Monitor): Promise<Besides> {
  if (monitor.kind === 'heartbeat') return { reported: await reportedOf(room, { site, monitor }) }
  return monitor.kind === 'domain' ? { registrationOf: registrationBy(room) } : {}
}

const registrationBy =
  (room: Room): RegistrationOf =>
  ({ url }, signal) => {
    const { rdapBootstrap, whois } = room.plan().network
    const { outside: network, clock } = room
    return registration.collect(
      subjectOf({ url: new URL(url), baseline: null, network, now: () => clock.now(), signal, rdapBootstrap, whois }),
    )
  }
