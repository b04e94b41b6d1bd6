import { type ExpressionBuilder, type QueryCreator, sql, type Transaction } from 'kysely'
import { after, type Instant, type Span } from '../domain/instant.ts'
import { kindOf } from './kind.ts'
import { type Contract, fromRow, type Message, type NewMessage } from './messages.ts'
import type { Tables } from './schema.ts'
import { cameBack, FROM_BACKUP } from './restored.ts'
import type { Db } from './store.ts'

/** A taken message, named as every later write of it must name it. */
export type Taken = Pick<Message, 'partner' | 'key' | 'fence'>

/**
 * Puts a message into the outbox, in the transaction of what called for it; false when one of this key is there already. A client message of an
 * incident that came back from a backup is held: it may have been sent before, and a person decides (F30).
 */
export async function postMessage(tx: Transaction<Tables>, message: NewMessage): Promise<boolean> {
  const { incident, recipient, messageId, orderedAt, dueAt, gist = null, subscriber = null, ...same } = message
  const isHeld = message.contract === 'message' && incident !== null && (await cameBack(tx, message.partner, incident))
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('outbox')
    .values({
      ...same,
      gist,
      incident,
      audience: recipient.audience,
      channel: recipient.channel,
      address: recipient.address[0] ?? '',
      recipient: JSON.stringify(recipient),
      message_id: messageId,
      ordered_at: orderedAt,
      due_at: dueAt,
      state: isHeld ? 'uncertain' : 'waiting',
      tries: 0,
      fence: 0,
      lease_until: null,
      settled_at: isHeld ? orderedAt : null,
      reason: isHeld ? FROM_BACKUP : null,
      reference: null,
      thread: null,
      told: incident === null || subscriber !== null ? 1 : 0,
      folded_into: null,
      subscriber,
    })
    .onConflict((conflict) => conflict.columns(['partner', 'key']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** What goes before the message `m`: posted earlier to the same address, of its incident and contract, and not at its end (I-34). */
export const earlierThan = ({ selectFrom }: ExpressionBuilder<Tables & { m: Tables['outbox'] }, 'm'>) =>
  selectFrom('outbox as earlier')
    .select('earlier.seq')
    .where('earlier.settled_at', 'is', null)
    .whereRef('earlier.partner', '=', 'm.partner')
    .whereRef('earlier.incident', '=', 'm.incident')
    .whereRef('earlier.channel', '=', 'm.channel')
    .whereRef('earlier.address', '=', 'm.address')
    .whereRef('earlier.contract', '=', 'm.contract')
    .whereRef('earlier.seq', '<', 'm.seq')

/**
 * Takes one message that is due, or null: pages before anything else, then the longest due. It waits while an earlier one of its contract
 * and incident to the same address is still on its way. Of any number that reach for it one gets it, and holds it until the lease ends.
 * Messages of the channels and to the addresses in `busy` stay where they are, and those to subscribers where these keep us busy.
 */
export async function takeDueMessage(db: Db, now: Instant, lease: Span, busy: Busy = NOBODY): Promise<Message | null> {
  const row = await db
    .with(
      (cte) => cte('due').materialized(),
      (cte) => dueMessage(cte, now, kindOf(db) === 'postgres', busy),
    )
    .updateTable('outbox')
    .set((eb) => ({
      state: 'sending',
      tries: eb('tries', '+', 1),
      fence: eb('fence', '+', 1),
      lease_until: after(now, lease),
    }))
    .where('seq', '=', (eb) => eb.selectFrom('due').select('due.seq'))
    .returningAll()
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Who is spoken to already. */
export type Busy = { readonly channels: readonly string[]; readonly addresses: readonly string[]; readonly subscribers?: boolean }
const NOBODY: Busy = { channels: [], addresses: [] }

const dueMessage = (db: QueryCreator<Tables>, now: Instant, amongMany: boolean, { channels, addresses, subscribers = false }: Busy) =>
  db
    .selectFrom('outbox as m')
    .select('m.seq')
    .where('m.settled_at', 'is', null)
    .where('m.state', '=', 'waiting')
    .where('m.due_at', '<=', now)
    .$if(channels.length > 0, (query) => query.where('m.channel', 'not in', channels))
    .$if(subscribers, (query) => query.where('m.subscriber', 'is', null))
    .$if(addresses.length > 0, (query) => query.where('m.address', 'not in', addresses))
    .where((eb) => eb.not(eb.exists(earlierThan(eb))))
    .orderBy('m.contract', 'desc')
    .orderBy('m.due_at')
    .orderBy('m.seq')
    .limit(1)
    .$if(amongMany, (query) => query.forUpdate('m').skipLocked())

/**
 * Notes that from now on the other side may have accepted it, and holds it until `lease` ends; false, and nothing may be sent, when the
 * lease or the fence is gone.
 */
export async function markCommitting(db: Db, row: Taken, now: Instant, lease: Span): Promise<boolean> {
  return changed(
    await held(db, row)
      .set({ state: 'committing', lease_until: after(now, lease) })
      .where('state', '=', 'sending')
      .where('lease_until', '>', now)
      .executeTakeFirstOrThrow(),
  )
}

/** Holds it for longer, as long as it is ours; what may have been accepted keeps the end that it has. False when it is another's. */
export async function renewMessage(db: Db, row: Taken, now: Instant, lease: Span): Promise<boolean> {
  const isSending = sql<boolean>`state = 'sending'`
  return changed(
    await held(db, row)
      .set((eb) => ({ lease_until: eb.case().when(isSending).then(after(now, lease)).else(eb.ref('lease_until')).end() }))
      .executeTakeFirstOrThrow(),
  )
}

export type Settlement = {
  readonly state: 'delivered' | 'refused' | 'uncertain'
  readonly reason: string | null
  readonly reference: string | null
  readonly thread: string | null
  readonly now: Instant
}

/** Notes how it ended; false when it is no longer ours to say. */
export async function settleMessage(db: Db, row: Taken, { now, ...end }: Settlement): Promise<boolean> {
  return changed(
    await held(db, row)
      .set({ ...end, settled_at: now, lease_until: null })
      .executeTakeFirstOrThrow(),
  )
}

/** Puts it back until `dueAt`; false when it is no longer ours. */
export async function retryMessage(db: Db, row: Taken, { dueAt, reason }: { dueAt: Instant; reason: string }): Promise<boolean> {
  return changed(await held(db, row).set({ state: 'waiting', due_at: dueAt, reason, lease_until: null }).executeTakeFirstOrThrow())
}

const held = (db: Db, { partner, key, fence }: Taken) =>
  db
    .updateTable('outbox')
    .where('partner', '=', partner)
    .where('key', '=', key)
    .where('fence', '=', fence)
    .where('state', 'in', ['sending', 'committing'])

const changed = ({ numUpdatedRows }: { numUpdatedRows: bigint }) => numUpdatedRows === 1n

/** Cancels what the incident has not begun to send; gives how many. What is on its way stays on its way. */
export async function cancelMessages(
  tx: Transaction<Tables>,
  partner: string,
  incident: number,
  at: Instant,
  why: string,
  contract: Contract,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set({ state: 'cancelled', settled_at: at, reason: why, told: 1 })
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .where('contract', '=', contract)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Cancels what stands under these keys, of every tenant, and has not begun to be sent. */
export async function withdrawMessages(tx: Transaction<Tables>, keysBegin: string, at: Instant, why: string): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ state: 'cancelled', settled_at: at, reason: why, told: 1 })
    .where('key', 'like', `${keysBegin}%`)
    .where('contract', '=', 'message')
    .where('state', '=', 'waiting')
    .execute()
}

/**
 * Finds what a dead sender left behind: `expired` leases, or at the start of the only hub `all`, since nobody else can hold one.
 * What nobody can have accepted waits again, pages too where nobody knows; a client message of which nobody knows is uncertain. Gives how many.
 */
export async function recoverMessages(db: Db, now: Instant, which: 'expired' | 'all' = 'expired'): Promise<number> {
  let left = db.updateTable('outbox').where('settled_at', 'is', null)
  if (which === 'expired') left = left.where('lease_until', '<=', now)
  const again = await left
    .set((eb) => ({ state: 'waiting', lease_until: null, fence: eb('fence', '+', 1) }))
    .where((eb) => eb.or([eb('state', '=', 'sending'), eb.and([eb('state', '=', 'committing'), eb('contract', '=', 'page')])]))
    .executeTakeFirstOrThrow()
  const unknown = await left
    .set((eb) => ({ state: 'uncertain', lease_until: null, fence: eb('fence', '+', 1), settled_at: now, reason: CUT_SHORT }))
    .where('state', '=', 'committing')
    .where('contract', '=', 'message')
    .executeTakeFirstOrThrow()
  return Number(again.numUpdatedRows + unknown.numUpdatedRows)
}
const CUT_SHORT = 'Sending was cut short after the last byte; nobody knows whether it was accepted.'

/** Notes, in the transaction of the event, that the incident has heard; false when it had heard before. */
export async function markTold(tx: Transaction<Tables>, { partner, key }: Pick<Message, 'partner' | 'key'>): Promise<boolean> {
  const told = tx.updateTable('outbox').set({ told: 1 }).where('partner', '=', partner).where('key', '=', key).where('told', '=', 0)
  return changed(await told.executeTakeFirstOrThrow())
}

/** What a person can decide of an uncertain message: it arrived, it is sent again, or it is let be. */
export type Decided = 'delivered' | 'send-again' | 'drop'

/** What a person decided of an uncertain message; false when it is not uncertain. Its incident hears of the end anew, where there is one. */
export async function settleUncertain(tx: Transaction<Tables>, partner: string, key: string, as: Decided, at: Instant): Promise<boolean> {
  const set = {
    delivered: { state: 'delivered' as const, told: 0 },
    'send-again': { state: 'waiting' as const, told: 0, settled_at: null, due_at: at },
    drop: { state: 'cancelled' as const, told: 1 },
  }
  const uncertain = tx.updateTable('outbox').set(set[as]).where('partner', '=', partner).where('state', '=', 'uncertain')
  const isSettled = changed(await uncertain.where('key', '=', key).executeTakeFirstOrThrow())
  if (isSettled && as === 'drop') await uncertain.where('folded_into', '=', key).execute() // otherwise they hear of its end
  return isSettled
}
