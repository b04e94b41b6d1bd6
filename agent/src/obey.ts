import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Order, OrderEnd } from '@allclear/wire/agent.ts'
import { keyOfHub } from './identity.ts'
import type { Identity } from './identity.ts'
import { readAllowList } from './orders/allow-list.ts'
import { aboutOrder, createHandOver } from './orders/hand-over.ts'
import { takeUp } from './orders/take-up.ts'
import type { Sealed } from './orders/take-up.ts'
import type { Settings } from './settings.ts'

/**
 * What becomes of the hub's orders: what needs no root is done here, all else goes to the root helper, which judges it again by itself. Before
 * anything that loses evidence, `snapshot` puts the present moment on disk (REA-11).
 */
export function createObeying({ identity, settings, snapshot }: { identity: Identity; settings: Settings; snapshot: () => string }) {
  const { state, hand, allow, stop } = settings
  const handOver = createHandOver({ hand, state })
  let ends: OrderEnd[] = []

  async function obey(sealed: Sealed): Promise<void> {
    const about = aboutOrder(sealed)
    if (!about) return
    if (about.losesEvidence && !about.dryRun) snapshot()
    if (!about.byAgent && handOver.isThere()) return handOver.give(sealed, about.id)
    const { agent, host, hubKey } = identity
    const rules = { agent, host, hubKey: keyOfHub(hubKey), allowed: readAllowList(allow), isStopped: existsSync(stop), now: Date.now() }
    const perform = async ({ dryRun }: Order) => {
      if (!about.byAgent) return { isDone: false, output: 'The root helper is not installed on this host.' }
      return { isDone: true, output: dryRun ? 'Put the present moment into the flight recorder' : snapshot() }
    }
    const end = await takeUp(sealed, { rules, seen: join(state, 'seen'), perform })
    if (end) ends = [...ends, end]
  }

  return {
    async obey(orders: readonly Sealed[]): Promise<void> {
      for (const sealed of orders) await obey(sealed)
    },
    /** How orders have ended since the last time. */
    ends(): OrderEnd[] {
      const all = [...ends, ...handOver.ends()]
      ends = []
      return all
    },
    /** The actions that this host accepts, for the hub to show. */
    allows: () => [...new Set(readAllowList(allow).map(({ action }) => action))],
  }
}
