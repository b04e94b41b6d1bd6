import { randomBytes } from 'node:crypto'
import type { Enrolled, Enrolment, PublishedSums, ReportAnswer } from '@allclear/wire/agent.ts'
import { after, seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { placeAgent } from '../../store/agents.ts'
import { addAudit } from '../../store/audit.ts'
import { addEnrolment, spendEnrolment } from '../../store/enrolments.ts'
import { orderKeyOf, publicOf } from './agent-keys.ts'
import { hashOf, mustBeKey, newToken, tokenRefused } from './enrolling.ts'
import { hearReport } from './hear-report.ts'
import { giveSums } from './give-sums.ts'
import type { Sealed } from './open-sealed.ts'
import { agree, decline, placeOrder } from './place-order.ts'
import type { NewOrder, Placed, Placing } from './place-order.ts'
import { pageOnCall } from '../duty/page-on-call.ts'
import { respond } from '../respond/respond.ts'
import type { Room } from '../room.ts'

/** How often an agent reports. */
export const REPORT_INTERVAL = seconds(30)

/** What the doors do for agents: let them in, hear them, and hand them orders. */
export type AgentDesk = {
  /** A token that lets one agent onto a host, within the hour. */
  invite(host: string, by: string): Promise<{ readonly token: string; readonly expiresAt: Instant }>
  enrol(enrolment: Enrolment): Promise<Enrolled>
  hear(sealed: Sealed): Promise<ReportAnswer>
  /** The published sums of a version of WordPress, which a signed request names. */
  sums(sealed: Sealed): Promise<PublishedSums>
  /** Puts an order where the agent of the host takes it, or where it waits for two people. */
  order(host: string, order: NewOrder): Promise<Placed>
  agree(id: string, by: string): Promise<Placed>
  decline(id: string, by: string): Promise<void>
}

/** The desk of a running hub. */
export function agentsOf(room: Room): AgentDesk {
  const key = orderKeyOf(room.answerKey)
  const { store, clock } = room
  const placing: Placing = {
    ...{ store, clock, plan: room.plan },
    respond: async (...told) => void (await respond(room, ...told)),
    page: (tx, alarm) => pageOnCall(room, tx, alarm),
  }
  return {
    async invite(host, by) {
      if (!Object.hasOwn(room.plan().hosts, host)) throw hostUnknown(host)
      const [{ token, hash, lasts }, at] = [newToken(), clock.now()]
      const expiresAt = after(at, lasts)
      await store.transaction(async (tx) => {
        await addEnrolment(tx, { kind: 'host', name: host, hash, at, expiresAt })
        await addAudit(tx, { at, partner: null, who: by, what: 'agent-invited', about: `host ${host}` })
      })
      return { token, expiresAt }
    },
    enrol: (enrolment) => enrol(room, enrolment, publicOf(key)),
    hear: (sealed) => hearReport(room, key, sealed),
    sums: (sealed) => giveSums(room, sealed),
    order: (host, order) => placeOrder(placing, host, order),
    agree: (id, by) => agree(placing, id, by),
    decline: (id, by) => decline(placing, id, by),
  }
}

async function enrol({ store, clock }: Room, { token, key }: Enrolment, hubKey: string): Promise<Enrolled> {
  mustBeKey(key)
  const [agent, at] = [randomBytes(8).toString('hex'), clock.now()]
  let host: string | null = null
  await store.transaction(async (tx) => {
    host = await spendEnrolment(tx, 'host', hashOf(token), at)
    if (host === null) return
    await placeAgent(tx, { host, id: agent, publicKey: key, at })
    await addAudit(tx, { at, partner: null, who: `agent ${agent}`, what: 'agent-enrolled', about: `host ${host}` })
  })
  if (host === null) throw tokenRefused('allclear agent enrol HOST')
  return { agent, host, hubKey, interval: REPORT_INTERVAL }
}

const hostUnknown = (host: string) =>
  new Problem('not-found', 'host_unknown', `There is no host "${host.slice(0, 80)}".`, 'Add it under hosts in the configuration.')
