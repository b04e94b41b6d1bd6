import type { Selectable } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** What an agent was asked to do, and how it ended. */
export type KeptOrder = {
  readonly id: string
  readonly host: string
  readonly body: string // the text that is signed
  readonly madeAt: Instant
  readonly expiresAt: Instant
  readonly result: string | null
  readonly output: string
}

/** Keeps an order; the agent takes it with its next report. */
export async function addOrder(tx: Db, { id, host, body, madeAt, expiresAt }: Omit<KeptOrder, 'result' | 'output'>): Promise<void> {
  const fresh = { given_at: null, ended_at: null, result: null, output: '' }
  await tx
    .insertInto('agent_order')
    .values({ id, host, body, made_at: madeAt, expires_at: expiresAt, ...fresh })
    .execute()
}

/** Hands out what a host is to do and has not ended. One that is given twice is run once: the host knows it by its id. */
export async function giveOrders(tx: Db, host: string, now: Instant): Promise<string[]> {
  const open = await tx
    .selectFrom('agent_order')
    .select(['id', 'body'])
    .where('host', '=', host)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('made_at')
    .limit(20)
    .execute()
  const ids = open.map(({ id }) => id)
  if (ids.length > 0)
    await tx.updateTable('agent_order').set({ given_at: now }).where('id', 'in', ids).where('given_at', 'is', null).execute()
  return open.map(({ body }) => body)
}

/** Keeps how an order ended; false when this host was never given it, or it has ended. */
export async function endOrder(
  tx: Db,
  host: string,
  id: string,
  { result, output, at }: { result: string; output: string; at: Instant },
): Promise<boolean> {
  const ended = tx
    .updateTable('agent_order')
    .set({ result, output, ended_at: at })
    .where('id', '=', id)
    .where('host', '=', host)
    .where('given_at', 'is not', null)
    .where('ended_at', 'is', null)
  return (await ended.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

export async function findOrder(db: Db, id: string): Promise<KeptOrder | null> {
  const row = await db.selectFrom('agent_order').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** What a host was told to do, the newest first. */
export async function ordersOf(db: Db, host: string, limit: number): Promise<KeptOrder[]> {
  const query = db.selectFrom('agent_order').selectAll().where('host', '=', host)
  return (await query.orderBy('made_at', 'desc').limit(limit).execute()).map(fromRow)
}

const fromRow = ({ id, host, body, made_at, expires_at, result, output }: Selectable<Tables['agent_order']>): KeptOrder => ({
  ...{ id, host, body, result, output },
  madeAt: made_at as Instant,
  expiresAt: expires_at as Instant,
})
