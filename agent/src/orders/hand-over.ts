import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Order, OrderEnd } from '@allclear/wire/agent.ts'
import { readText } from '../metrics/files.ts'
import { writeWhole } from '../write-whole.ts'
import { handOf } from './catalogue.ts'
import type { Sealed } from './take-up.ts'

const MOST_REMEMBERED = 200

/** The agent's side of the root helper: orders go into its folder, and ends are read there, each told once. */
export function createHandOver({ hand, state }: { hand: string; state: string }) {
  const file = join(state, 'told-ends.json')
  let told = JSON.parse(readText(file) ?? '[]') as string[]
  return {
    isThere: () => existsSync(join(hand, 'orders')),
    give(sealed: Sealed, id: string) {
      writeWhole(join(hand, 'orders', `${id}.json`), JSON.stringify(sealed))
    },
    /** What has ended since the last time. */
    ends(): OrderEnd[] {
      const results = join(hand, 'results')
      if (!existsSync(results)) return []
      const fresh = readdirSync(results).filter((name) => /^[0-9a-f]{24}\.json$/.test(name) && !told.includes(name))
      if (fresh.length === 0) return []
      told = [...told, ...fresh].slice(-MOST_REMEMBERED)
      writeWhole(file, JSON.stringify(told))
      return fresh.map((name) => JSON.parse(readText(join(results, name))!) as OrderEnd)
    },
  }
}

/** What an order asks for, as far as the agent must know to hand it on; who runs it judges it. */
export function aboutOrder({
  order,
}: Sealed): (Pick<Order, 'id' | 'action' | 'dryRun'> & { byAgent: boolean; losesEvidence: boolean }) | null {
  try {
    const { id, action, dryRun } = JSON.parse(order) as Order
    const known = handOf(action)
    if (!/^[0-9a-f]{24}$/.test(id)) return null
    return { id, action, dryRun, byAgent: known?.byAgent ?? false, losesEvidence: known?.losesEvidence ?? false }
  } catch {
    return null
  }
}
