import { setTimeout as pause } from 'node:timers/promises'
import type { AgentHands } from '../../actions/action.ts'
import { isSilent } from '../../domain/host/thresholds.ts'
import { after, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Site } from '../../domain/plan/plan.ts'
import { findOrder } from '../../store/agent-orders.ts'
import type { KeptOrder } from '../../store/agent-orders.ts'
import { findAgent } from '../../store/agents.ts'
import { REPORT_INTERVAL } from './agents.ts'
import { placeOrder } from './place-order.ts'
import type { Placing } from './place-order.ts'
import { folderOf } from '../../domain/host/folder-of.ts'

const POLL_MS = 1000
const BEFORE_ITS_END = minutes(-10) // of a step's time: what is agreed to must still be done

/** On behalf of which run of which step something is asked. */
export type Asking = {
  readonly incident: NonNullable<KeptOrder['incident']>
  readonly run: string // the same when it is run again
  readonly endsBy: Instant
  readonly signal: AbortSignal
  /** Told when it begins and when it ends to wait for people: meanwhile it takes nobody's place. */
  readonly onWait: (waits: boolean) => void
}

/** What the agent on a site's server can be asked for; null where none is, or none speaks. */
export async function handsOn(around: Placing, site: Site, asking: Asking): Promise<AgentHands | null> {
  const { store, clock, plan } = around
  const agent = site.host === null ? null : await findAgent(store.db, { host: site.host })
  if (!agent || agent.seenAt === null || isSilent(agent.seenAt, clock.now(), REPORT_INTERVAL)) return null
  const siblings = Object.values(plan().sites).filter(({ host, id }) => host === agent.host && id !== site.id).length
  let asked = 0
  return {
    host: agent.host,
    allows: agent.state.allows,
    folder: folderOf(agent.state.sample?.integrity?.installations ?? [], new URL(site.url).hostname, siblings === 0)?.path ?? null,
    async order(action, args) {
      asked += 1
      const [until, askedFor] = [after(asking.endsBy, BEFORE_ITS_END), `${asking.run}/${asked}/${action}`]
      const order = { action, args, dryRun: false, by: 'playbook', person: null, incident: asking.incident, until, askedFor }
      return waitFor(around, (await placeOrder(around, agent.host, order)).id, asking)
    },
  }
}

async function waitFor({ store, clock }: Placing, id: string, { signal, onWait }: Asking): ReturnType<AgentHands['order']> {
  try {
    for (;;) {
      const order = await findOrder(store.db, id)
      if (order?.result != null) return { result: order.result, output: order.output }
      if (signal.aborted || !order || clock.now() > order.expiresAt)
        return { result: order?.waitsUntil == null ? 'no answer' : 'two people did not agree in time', output: '' }
      onWait(order.waitsUntil !== null)
      await pause(POLL_MS, undefined, { signal }).catch(() => {})
    }
  } finally {
    onWait(false)
  }
}
