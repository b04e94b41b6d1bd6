import { setTimeout as pause } from 'node:timers/promises'
import type { AgentHands } from '../../actions/action.ts'
import { isSilent } from '../../domain/host/thresholds.ts'
import type { Site } from '../../domain/plan/plan.ts'
import { findOrder } from '../../store/agent-orders.ts'
import { findAgent } from '../../store/agents.ts'
import { orderAgent, REPORT_INTERVAL } from './agents.ts'
import type { Room } from '../room.ts'

const POLL_MS = 1000

/** What the agent on a site's server can be asked for; null where none is, or none speaks. */
export async function handsOn(room: Pick<Room, 'store' | 'clock'>, site: Site, signal: AbortSignal): Promise<AgentHands | null> {
  const { store, clock } = room
  const agent = site.host === null ? null : await findAgent(store.db, { host: site.host })
  if (!agent || agent.seenAt === null || isSilent(agent.seenAt, clock.now(), REPORT_INTERVAL)) return null
  return {
    host: agent.host,
    allows: agent.state.allows,
    async order(action, args) {
      const id = await orderAgent(room, agent.host, { action, args, dryRun: false, by: 'playbook' })
      for (;;) {
        const order = await findOrder(store.db, id)
        if (order?.result != null) return { result: order.result, output: order.output }
        if (signal.aborted || !order || clock.now() > order.expiresAt) return { result: 'no answer', output: '' }
        await pause(POLL_MS, undefined, { signal }).catch(() => {})
      }
    },
  }
}
