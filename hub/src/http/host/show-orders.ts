import type { Order } from '@allclear/wire/agent.ts'
import { hostAction } from '@allclear/wire/host-actions.ts'
import type { HostOrder, WaitingOrder } from '@allclear/wire/host.ts'
import type { Said } from '@allclear/wire/now.ts'
import { iso, isoOrNull } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { findOrder } from '../../store/agent-orders.ts'
import type { KeptOrder } from '../../store/agent-orders.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'

/** Orders as a host's page has them: what was asked, by whom, how it ended; of those that take two people, how far they have agreed. */
export const showOrders = (around: Around, caller: Caller, orders: readonly KeptOrder[]): Promise<HostOrder[]> =>
  Promise.all(orders.map((order) => showOrder(around, caller, order)))

/** The same with where it is to be done, for the room of an incident. */
export const showWaiting = (around: Around, caller: Caller, orders: readonly KeptOrder[]): Promise<WaitingOrder[]> =>
  Promise.all(
    orders.map(async (order) => {
      const hostName = around.plan().hosts[order.host]?.name ?? order.host
      return { ...(await showOrder(around, caller, order)), host: order.host, hostName }
    }),
  )

/** What an order asks for, as it was written. */
export function sayOrder({ body }: Pick<KeptOrder, 'body'>): string {
  const { action, args } = JSON.parse(body) as Order
  return [action, ...Object.entries(args).map(([name, value]) => `${name}=${value}`)].join(' ')
}

async function showOrder(around: Around, caller: Caller, order: KeptOrder): Promise<HostOrder> {
  const { id, body, madeAt, expiresAt, output } = order
  const { dryRun, by } = JSON.parse(body) as Order
  const [now, agreement] = [around.clock.now(), await agreementOf(around, caller, order)]
  const said = agreement?.until ? WAITS : sayEnd(order, now)
  return { id, says: sayOrder(order), dryRun, by, at: iso(madeAt), expiresAt: iso(expiresAt), said, output, agreement }
}

const WAITS: Said = { words: 'waits for a yes', icon: 'dots', tone: 'warn' }

async function agreementOf({ store, clock, plan }: Around, caller: Caller, order: KeptOrder): Promise<HostOrder['agreement']> {
  const { action, dryRun } = JSON.parse(order.body) as Order
  if (dryRun || !hostAction(action)?.twoPeople) return null
  const { firstBy, secondBy, waitsUntil, result } = order
  const tried = order.dryRun === null ? null : await findOrder(store.db, order.dryRun)
  const isWaiting = waitsUntil !== null && result === null && waitsUntil > clock.now()
  const may = isWaiting && caller.person !== null && mayEnter('responder', caller)
  const nameOf = (person: string | null) => person && (plan().people[person]?.name ?? person)
  return {
    ...{ first: nameOf(firstBy), second: nameOf(secondBy), until: isoOrNull(isWaiting ? waitsUntil : null) },
    dryRun: tried?.result === 'done' ? tried.output : null,
    ...{ mayAgree: may && firstBy !== caller.person && tried?.result === 'done', mayDecline: may },
  }
}

function sayEnd({ result, expiresAt, waitsUntil }: KeptOrder, now: Instant): Said {
  if (result === 'done') return { words: 'done', icon: 'check', tone: 'good' }
  if (result !== null) return { words: result.replaceAll('_', ' '), icon: 'cross', tone: 'bad' }
  if (expiresAt > now) return { words: 'on its way', icon: 'dots', tone: 'busy' }
  return { words: waitsUntil === null ? 'no answer' : 'not agreed to in time', icon: 'cross', tone: 'bad' }
}
