import { randomBytes } from 'node:crypto'
import type { Order } from '@allclear/wire/agent.ts'
import { hostAction, HOST_ACTIONS, takesArguments } from '@allclear/wire/host-actions.ts'
import type { HostAction } from '@allclear/wire/host-actions.ts'
import { after, earliest, minutes } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { Problem } from '../../problem.ts'
import { addOrder, agreeToOrder, declineOrder, findAsked, findOrder } from '../../store/agent-orders.ts'
import type { KeptOrder } from '../../store/agent-orders.ts'
import { findAgent } from '../../store/agents.ts'
import { addAudit } from '../../store/audit.ts'
import type { Tx } from '../../store/store.ts'
import type { Alarm } from '../duty/page-on-call.ts'
import type { Respond, Room } from '../room.ts'

const ORDER_LASTS = minutes(10)
const WAITS_FOR = minutes(30) // for two people

export type NewOrder = Pick<Order, 'action' | 'args' | 'dryRun' | 'by'> & {
  readonly person: string | null // whose word it is; null: a playbook's, or a machine's
  readonly incident?: KeptOrder['incident']
  readonly askedFor?: string // which run of which step: asked again, it is the same order
  readonly until?: Instant // of no use to whoever asked after that
}

/** What placing an order needs: where it is kept, who hears of it, and whom it calls. */
export type Placing = Pick<Room, 'store' | 'clock' | 'plan'> & {
  readonly respond: Respond
  page(tx: Tx, alarm: Alarm): Promise<void>
}

export type Placed = { readonly id: string; readonly waits: boolean }

/**
 * Puts an order where the agent of a host takes it with its next report. What overwrites, takes away or ends something is tried dry only, and
 * waits until two people have agreed, whoever asks for it and whatever a playbook says (REA-11).
 */
export async function placeOrder(around: Placing, host: string, asked: NewOrder): Promise<Placed> {
  const { store, clock } = around
  const { action, args, dryRun, by, person, incident = null, askedFor, until } = asked
  const known = knownAction(asked)
  const agent = await findAgent(store.db, { host })
  if (!agent) throw new Problem('conflict', 'agent_missing', `There is no agent on ${host}.`, `Put one there: allclear agent enrol ${host}`)
  const before = askedFor === undefined ? null : await findAsked(store.db, askedFor)
  if (before) return { id: before.id, waits: before.waitsUntil !== null }
  const at = clock.now()
  const make = (id: string, isDry: boolean) => {
    const order: Order = { id, host, agent: agent.id, action, args, dryRun: isDry, notBefore: at, expires: after(at, ORDER_LASTS), by }
    return { id, host, body: JSON.stringify(order), madeAt: at, expiresAt: after(at, ORDER_LASTS), incident }
  }
  const [id, dry] = [newId(), newId()]
  const about = sayOrder(around, { host, action, args })
  if (dryRun || !known.twoPeople) {
    await store.transaction(async (tx) => {
      await addOrder(tx, { ...make(id, dryRun), askedFor: askedFor ?? null })
      await addAudit(tx, { at, partner: null, who: by, what: dryRun ? 'agent-dry-run' : 'agent-ordered', about })
    })
    return { id, waits: false }
  }
  const waitsUntil = earliest(after(at, WAITS_FOR), until ?? null)!
  const text = `${nameOf(around, by)} asks for ${about}. ${person === null ? 'Two people' : 'Somebody else'} must agree.`
  await tell(around, incident, { state: 'asked', text }, async (tx) => {
    await addOrder(tx, make(dry, true))
    await addOrder(tx, { ...make(id, false), expiresAt: waitsUntil, waitsUntil, firstBy: person, dryRun: dry, askedFor: askedFor ?? null })
    await addAudit(tx, { at, partner: null, who: by, what: 'order-asked', about })
    await around.page(tx, { key: `order/${id}`, template: 'order-waits', subject: `A yes is needed: ${action} on ${host}`, text })
    return true
  })
  return { id, waits: true }
}

/** A person agrees to an order that waits. The second one, and never the same as the first, sends it to the host. */
export async function agree(around: Placing, id: string, by: string): Promise<Placed> {
  const { store, clock } = around
  const order = await waiting(around, id)
  const dry = order.dryRun === null ? null : await findOrder(store.db, order.dryRun)
  if (dry?.result !== 'done')
    throw new Problem('conflict', 'dry_run_missing', 'The host has not said yet what would be done.', 'Wait half a minute for its next report, and read it first.') // prettier-ignore
  if (order.firstBy === by)
    throw new Problem('conflict', 'order_needs_another', 'You have said yes to this; it takes somebody else.', 'Ask a colleague to look at it and agree.') // prettier-ignore
  const at = clock.now()
  const about = sayOrder(around, readBody(order))
  const placed = (first: string) => {
    const expiresAt = after(at, ORDER_LASTS)
    return { body: JSON.stringify({ ...readBody(order), notBefore: at, expires: expiresAt, by: `${first} and ${by}` }), expiresAt }
  }
  let said: 'first' | 'both' | null = null
  await tell(around, order.incident, { state: 'approved', text: `${nameOf(around, by)} agrees to ${about}.` }, async (tx) => {
    said = await agreeToOrder(tx, id, by, at, placed)
    if (said !== null) await addAudit(tx, { at, partner: null, who: by, what: 'order-agreed', about })
    return said !== null
  })
  if (said === null) throw notWaiting()
  return { id, waits: said === 'first' }
}

/** A person says no: it is not done, by anybody's word. */
export async function decline(around: Placing, id: string, by: string): Promise<void> {
  const order = await waiting(around, id)
  const at = around.clock.now()
  const about = sayOrder(around, readBody(order))
  let isDeclined = false
  await tell(around, order.incident, { state: 'declined', text: `${nameOf(around, by)} refuses ${about}.` }, async (tx) => {
    isDeclined = await declineOrder(tx, id, `refused by ${nameOf(around, by)}`, at)
    if (isDeclined) await addAudit(tx, { at, partner: null, who: by, what: 'order-declined', about })
    return isDeclined
  })
  if (!isDeclined) throw notWaiting()
}

function knownAction({ action, args }: NewOrder): HostAction {
  const known = hostAction(action)
  if (!known)
    throw new Problem('bad-input', 'order_action_unknown', `No agent can do "${action.slice(0, 60)}".`, `Write one of ${Object.keys(HOST_ACTIONS).join(', ')}.`, { field: 'action' }) // prettier-ignore
  if (takesArguments(known, args)) return known
  const wanted = Object.entries(known.takes).map(([name, { example }]) => `${name}=${example}`)
  throw new Problem('bad-input', 'order_arguments_wrong', `${action} does not take these arguments.`, wanted.length === 0 ? 'Leave them out.' : `Write ${wanted.join(' ')}.`, { field: 'args' }) // prettier-ignore
}

async function waiting({ store, clock }: Placing, id: string): Promise<KeptOrder> {
  const order = await findOrder(store.db, id)
  if (!order || order.waitsUntil === null || order.waitsUntil <= clock.now() || order.result !== null) throw notWaiting()
  return order
}

const notWaiting = () =>
  new Problem('conflict', 'order_not_waiting', 'This order waits for nobody any more.', 'Look how it has ended, and ask for another if it is still wanted.') // prettier-ignore

type Said = { readonly state: 'asked' | 'approved' | 'declined'; readonly text: string }

// In the timeline of the incident that it is for, in the same transaction.
async function tell({ store, respond }: Placing, incident: KeptOrder['incident'], said: Said, first: (tx: Tx) => Promise<boolean>) {
  if (incident) await respond(incident.partner, incident.number, { type: 'order-said', ...said }, first)
  else await store.transaction(first)
}

const readBody = ({ body }: KeptOrder) => JSON.parse(body) as Order
const newId = () => randomBytes(12).toString('hex')
const nameOf = ({ plan }: Placing, by: string) => plan().people[by]?.name ?? (by === 'playbook' ? 'The playbook' : by)

function sayOrder({ plan }: Placing, { host, action, args }: Pick<Order, 'host' | 'action' | 'args'>): string {
  const words = [action, ...Object.entries(args).map(([name, value]) => `${name}=${value}`)].join(' ')
  return `${words} on ${plan().hosts[host]?.name ?? host}`
}
