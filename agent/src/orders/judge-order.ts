import { verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Order } from '@allclear/wire/agent.ts'
import { hostAction, takesArguments } from '@allclear/wire/host-actions.ts'
import { isAllowed } from './allow-list.ts'
import type { Allowed } from './allow-list.ts'

/** What a host holds up against an order. */
export type Rules = {
  readonly hubKey: KeyObject // pinned when the agent enrolled
  readonly agent: string
  readonly host: string
  readonly allowed: readonly Allowed[]
  readonly isStopped: boolean // somebody on the host has thrown the switch
  readonly now: number
}

export type Judged = { readonly order: Order; readonly refused: null } | { readonly order: Order | null; readonly refused: string }

const LONGEST_MS = 10 * 60_000
const SKEW_MS = 60_000
const ID = /^[0-9a-f]{24}$/
const KEYS = ['id', 'host', 'agent', 'action', 'args', 'dryRun', 'notBefore', 'expires', 'by']

/**
 * Whether this host runs an order: exactly this text was signed by its hub, for this host and agent, for now and ten minutes at most; the action is
 * compiled in, takes these arguments, and the host's own list accepts them. Whether it has run before is asked when it is taken up.
 */
export function judgeOrder(text: string, signature: string, rules: Rules): Judged {
  if (rules.isStopped) return refuse(null, 'stopped')
  if (!verify(null, Buffer.from(text), rules.hubKey, Buffer.from(signature, 'base64'))) return refuse(null, 'signature_invalid')
  const order = readOrder(text)
  if (order === null) return refuse(null, 'order_invalid')
  if (order.host !== rules.host || order.agent !== rules.agent) return refuse(order, 'other_host')
  if (order.expires - order.notBefore > LONGEST_MS) return refuse(order, 'lives_too_long')
  if (rules.now < order.notBefore - SKEW_MS) return refuse(order, 'too_early')
  if (rules.now >= order.expires) return refuse(order, 'expired')
  const action = hostAction(order.action)
  if (!action) return refuse(order, 'action_unknown')
  if (!takesArguments(action, order.args)) return refuse(order, 'arguments_refused')
  if (!isAllowed(rules.allowed, order.action, order.args)) return refuse(order, 'not_allowed_here')
  return { order, refused: null }
}

const refuse = (order: Order | null, refused: string): Judged => ({ order, refused })

function readOrder(text: string): Order | null {
  let read: Partial<Record<keyof Order, unknown>>
  try {
    read = JSON.parse(text) as typeof read
  } catch {
    return null
  }
  if (typeof read !== 'object' || read === null || Object.keys(read).some((key) => !KEYS.includes(key))) return null
  const { id, host, agent, action, args, dryRun, notBefore, expires, by } = read
  const areTexts = [host, agent, action, by].every((value) => typeof value === 'string')
  const areTimes = Number.isSafeInteger(notBefore) && Number.isSafeInteger(expires)
  const areArgs =
    typeof args === 'object' && args !== null && !Array.isArray(args) && Object.values(args).every((value) => typeof value === 'string')
  return typeof id === 'string' && ID.test(id) && areTexts && areTimes && areArgs && typeof dryRun === 'boolean' ? (read as Order) : null
}
