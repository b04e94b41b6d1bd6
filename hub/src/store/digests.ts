import { sql, type Transaction } from 'kysely'
import { after, type Instant, type Span } from '../domain/instant.ts'
import { DIGEST } from '../domain/message/digest.ts'
import { kindOf } from './kind.ts'
import { findMessage, fromRow, type Message, type NewMessage } from './messages.ts'
import { earlierThan, markTold, postMessage } from './outbox.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

type To = Pick<Message, 'partner' | 'recipient'>

/**
 * When this partner's informative messages to an address left or will leave, the latest ordered first and at most `limit`; a digest counts
 * once, whatever it carries.
 */
export async function informedAt(db: Db, { partner, recipient }: To, limit: number): Promise<Instant[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('due_at')
    .where('channel', '=', recipient.channel)
    .where('address', '=', recipient.address[0] ?? '')
    .where('partner', '=', partner)
    .where('state', '!=', 'cancelled')
    .where('folded_into', 'is', null)
    .where((eb) => eb.or([eb('gist', 'is not', null), eb('template', '=', DIGEST)]))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ due_at }) => due_at as Instant)
}

/** How many messages, of all incidents, were ordered to an address since a moment. */
export async function countMessagesTo(db: Db, { partner, recipient }: To, since: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('channel', '=', recipient.channel)
    .where('address', '=', recipient.address[0] ?? '')
    .where('partner', '=', partner)
    .where('state', '!=', 'cancelled')
    .where('ordered_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/**
 * What waits for company leaves by `by` all the same, when what comes after it may not wait: a later word of its incident to the same address
 * (order per recipient), or a first word to the client, whose partner hears no later (I-34).
 */
export async function hasten(tx: Transaction<Tables>, { partner, incident, recipient }: NewMessage, by: Instant): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ due_at: by })
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .where('state', '=', 'waiting')
    .where('tries', '=', 0)
    .where('gist', 'is not', null)
    .where('due_at', '>', by)
    .where((eb) => eb.or([eb('address', '=', recipient.address[0] ?? ''), eb('audience', '=', 'partner')]))
    .execute()
}

/**
 * What waits for the same address as a taken message and may go with it, in the order of posting. What must wait for an earlier word of its
 * incident goes on waiting.
 */
export async function waitingBeside(tx: Transaction<Tables>, { seq, partner, recipient }: Message, limit: number): Promise<Message[]> {
  const rows = await tx
    .selectFrom('outbox as m')
    .selectAll('m')
    .where('m.partner', '=', partner)
    .where('m.channel', '=', recipient.channel)
    .where('m.address', '=', recipient.address[0] ?? '')
    .where('m.audience', '=', recipient.audience)
    .where('m.state', '=', 'waiting')
    .where('m.gist', 'is not', null)
    .where((eb) => {
      const inTheWay = earlierThan(eb)
        .where('earlier.seq', '!=', seq)
        .where((earlier) => earlier.or([earlier('earlier.state', '!=', 'waiting'), earlier('earlier.gist', 'is', null)]))
      return eb.not(eb.exists(inTheWay))
    })
    .orderBy('m.seq')
    .limit(limit)
    .$if(kindOf(tx) === 'postgres', (query) => query.forUpdate('m').skipLocked())
    .execute()
  return rows.map(fromRow)
}

/**
 * Puts a digest on its way in place of `first`, which the caller holds, and of others that wait; the digest is held until the lease ends.
 * Null, and nothing has changed, when the first is no longer the caller's.
 */
export async function foldInto(
  tx: Transaction<Tables>,
  digest: NewMessage,
  { first, beside }: { readonly first: Message; readonly beside: readonly Message[] },
  { now, lease }: { readonly now: Instant; readonly lease: Span },
): Promise<Message | null> {
  const { partner, key } = digest
  const fold = tx.updateTable('outbox').set({ state: 'folded', folded_into: key, lease_until: null }).where('partner', '=', partner)
  const held = await fold
    .where('key', '=', first.key)
    .where('fence', '=', first.fence)
    .where('state', '=', 'sending')
    .executeTakeFirstOrThrow()
  if (held.numUpdatedRows !== 1n) return null
  await fold.where('state', '=', 'waiting').where('seq', 'in', beside.map(({ seq }) => seq)).execute() // prettier-ignore
  await postMessage(tx, digest)
  const tries = Math.max(first.tries, ...beside.map((one) => one.tries))
  await tx
    .updateTable('outbox')
    .set({ state: 'sending', tries, fence: 1, lease_until: after(now, lease), told: 0 })
    .where('partner', '=', partner)
    .where('key', '=', key)
    .execute()
  return findMessage(tx, partner, key)
}

/** The messages that a digest carries or carried, in their order. */
export async function carriedBy(db: Db, { partner, key }: Pick<Message, 'partner' | 'key'>): Promise<Message[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('partner', '=', partner)
    .where('folded_into', '=', key)
    .orderBy('seq')
    .execute()
  return rows.map(fromRow)
}

/** Digests that have ended and whose messages have not, in the order of their end: by any other, SQLite would read every message there is. */
export async function endedDigests(db: Db): Promise<Message[]> {
  const ended = db
    .selectFrom('outbox')
    .selectAll()
    .where('told', '=', sql<number>`0`)
    .where('settled_at', 'is not', null)
  return (await ended.where('template', '=', DIGEST).orderBy('settled_at').orderBy('seq').execute()).map(fromRow)
}

/** The digest has ended, and what it carried has ended with it: each incident hears of its own message. Told twice, it is done once. */
export async function settleCarried(tx: Transaction<Tables>, digest: Message): Promise<void> {
  const { partner, key, state, reason, reference, thread, settledAt } = digest
  if (!(await markTold(tx, digest))) return
  const carried = await carriedBy(tx, digest)
  await tx
    .updateTable('outbox')
    .set({ state, reference, thread, settled_at: settledAt, told: state === 'cancelled' ? 1 : 0 })
    .set({ reason: state === 'delivered' ? `It went within one digest of ${carried.length} messages.` : reason })
    .where('partner', '=', partner)
    .where('folded_into', '=', key)
    .execute()
}

/**
 * Nobody accepted the digest: what it carried waits by itself again, for the next one, and what was ordered before `giveUp` is refused. False
 * when it is no longer the caller's.
 */
export async function takeApart(
  tx: Transaction<Tables>,
  { partner, key, fence, tries }: Message,
  { dueAt, reason, now, giveUp }: { readonly dueAt: Instant; readonly reason: string; readonly now: Instant; readonly giveUp: Instant },
): Promise<boolean> {
  const digest = tx.deleteFrom('outbox').where('partner', '=', partner).where('key', '=', key).where('fence', '=', fence)
  const { numDeletedRows } = await digest.where('state', 'in', ['sending', 'committing']).executeTakeFirstOrThrow()
  if (numDeletedRows !== 1n) return false
  const carried = tx.updateTable('outbox').where('partner', '=', partner).where('folded_into', '=', key)
  const given = { state: 'refused' as const, reason: `Given up after 24 hours: ${reason}`, settled_at: now, folded_into: null }
  await carried.set(given).where('ordered_at', '<=', giveUp).execute()
  await carried.set({ state: 'waiting', due_at: dueAt, reason, tries, folded_into: null }).execute()
  return true
}

/** The incidents that a message tells of: its own, and of a digest each one's that it carries. */
export async function incidentsOf(db: Db, message: Message): Promise<number[]> {
  const told = message.template === DIGEST ? await carriedBy(db, message) : [message]
  return [...new Set(told.flatMap(({ incident }) => incident ?? []))]
}
