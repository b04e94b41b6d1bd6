import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Order, OrderEnd } from '@allclear/wire/agent.ts'
import { redact } from '../redact.ts'
import type { Done } from './carry-out.ts'
import { judgeOrder } from './judge-order.ts'
import type { Rules } from './judge-order.ts'

export type Sealed = { readonly order: string; readonly signature: string }

const MOST_OUTPUT = 8000

type Around = {
  readonly rules: Rules
  readonly seen: string // a folder with a file for each order that was taken up
  /** Carries out what was found good, or says what that would be. */
  readonly perform: (order: Order) => Promise<Done>
}

/** Takes an order up at most once: it is noted on disk before it begins, and one that is noted is never begun again. Null where it names no order. */
export async function takeUp({ order: text, signature }: Sealed, { rules, seen, perform }: Around): Promise<OrderEnd | null> {
  const { order, refused } = judgeOrder(text, signature, rules)
  if (order === null) return null
  const end = (kind: OrderEnd['end'], code: string, output: string): OrderEnd => ({ id: order.id, end: kind, code, output, at: rules.now })
  if (refused !== null) return end('refused', refused, '')
  if (!note(seen, order.id)) return null
  const { isDone, output } = await perform(order)
  return end(isDone ? 'done' : 'failed', order.dryRun ? 'dry_run' : '', redact(output).slice(-MOST_OUTPUT))
}

// The file is made only if it is not there, and is on the disk before anything runs.
function note(seen: string, id: string): boolean {
  mkdirSync(seen, { recursive: true, mode: 0o700 })
  try {
    const file = openSync(join(seen, id), 'wx', 0o600)
    fsyncSync(file)
    closeSync(file)
    return true
  } catch {
    return false
  }
}
