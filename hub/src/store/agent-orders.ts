import type { Selectable } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** What an agent was asked to do, and how it ended. */
export type KeptOrder = {
  readonly id: string
  readonly host: string
  readonly body: string // the text that is signed; of one that waits, without its times
  readonly madeAt: Instant
  readonly expiresAt: Instant
  readonly result: string | null
  readonly output: string
  readonly waitsUntil: Instant | null // two people must agree by then; null: nobody has to, or both have
  readonly firstBy: string | null
  readonly secondBy: string | null
  readonly dryRun: string | null // id of the order that tries it dry, for them to read
  readonly incident: { readonly partner: string; readonly number: number } | null
}

export type NewOrder = Pick<KeptOrder, 'id' | 'host' | 'body' | 'madeAt' | 'expiresAt'> &
  Partial<Pick<KeptOrder, 'waitsUntil' | 'firstBy' | 'dryRun' | 'incident'>> & { readonly askedFor?: string | null }

/** Keeps an order. The agent takes it with its next report, unless it waits for people. */
export async function addOrder(tx: Db, order: NewOrder): Promise<void> {
  const { id, host, body, madeAt, expiresAt, waitsUntil = null, firstBy = null, dryRun = null, incident = null, askedFor = null } = order
  const fresh = { given_at: null, ended_at: null, result: null, output: '', second_by: null }
  const asked = { waits_until: waitsUntil, first_by: firstBy, dry_run: dryRun, asked_for: askedFor }
  const about = { partner: incident?.partner ?? null, incident: incident?.number ?? null }
  await tx
    .insertInto('agent_order')
    .values({ id, host, body, made_at: madeAt, expires_at: expiresAt, ...fresh, ...asked, ...about })
    .execute()
}

/** Hands out what a host is to do and has not ended. One that is given twice is run once: the host knows it by its id. */
export async function giveOrders(tx: Db, host: string, now: Instant): Promise<string[]> {
  const open = await tx
    .selectFrom('agent_order')
    .select(['id', 'body'])
    .where('host', '=', host)
    .where('ended_at', 'is', null)
    .where('waits_until', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('made_at')
    .limit(20)
    .execute()
  const ids = open.map(({ id }) => id)
  if (ids.length > 0)
    await tx.updateTable('agent_order').set({ given_at: now }).where('id', 'in', ids).where('given_at', 'is', null).execute()
  return open.map(({ body }) => body)
}

type End = { readonly result: string; readonly output: string; readonly at: Instant }

/** Keeps how an order ended; false when this host was never given it, or it has ended. What waits upon a dry run that failed ends with it. */
export async function endOrder(tx: Db, host: string, id: string, { result, output, at }: End): Promise<boolean> {
  const ended = tx
    .updateTable('agent_order')
    .set({ result, output, ended_at: at })
    .where('id', '=', id)
    .where('host', '=', host)
    .where('given_at', 'is not', null)
    .where('ended_at', 'is', null)
  if ((await ended.executeTakeFirstOrThrow()).numUpdatedRows !== 1n) return false
  if (result === 'done') return true
  const waiting = tx.updateTable('agent_order').set({ result, output, ended_at: at }).where('dry_run', '=', id)
  await waiting.where('waits_until', 'is not', null).where('ended_at', 'is', null).execute()
  return true
}

/** A person says yes to an order that waits: `first`, or `both` when somebody else has said so already; then `placed` is what the agent takes. */
export async function agreeToOrder(
  tx: Db,
  id: string,
  by: string,
  at: Instant,
  placed: (first: string) => { readonly body: string; readonly expiresAt: Instant },
): Promise<'first' | 'both' | null> {
  const waiting = () => tx.updateTable('agent_order').where('id', '=', id).where('waits_until', '>', at).where('ended_at', 'is', null)
  const first = await waiting().set({ first_by: by }).where('first_by', 'is', null).executeTakeFirstOrThrow()
  if (first.numUpdatedRows === 1n) return 'first'
  const before = await tx.selectFrom('agent_order').select('first_by').where('id', '=', id).executeTakeFirst()
  if (!before?.first_by || before.first_by === by) return null
  const { body, expiresAt } = placed(before.first_by)
  const second = waiting().set({ second_by: by, waits_until: null, body, expires_at: expiresAt }).where('first_by', '=', before.first_by)
  return (await second.executeTakeFirstOrThrow()).numUpdatedRows === 1n ? 'both' : null
}

/** Ends an order that waits for people without its being done; false when it does not wait any more. */
export async function declineOrder(tx: Db, id: string, result: string, at: Instant): Promise<boolean> {
  const waiting = tx.updateTable('agent_order').set({ result, ended_at: at }).where('id', '=', id)
  const declined = waiting.where('waits_until', '>', at).where('ended_at', 'is', null)
  return (await declined.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

export async function findOrder(db: Db, id: string): Promise<KeptOrder | null> {
  const row = await db.selectFrom('agent_order').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** What this run of a step has asked for before; null when it has not. */
export async function findAsked(db: Db, askedFor: string): Promise<KeptOrder | null> {
  const row = await db.selectFrom('agent_order').selectAll().where('asked_for', '=', askedFor).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** What a host was told to do, the newest first. */
export async function ordersOf(db: Db, host: string, limit: number): Promise<KeptOrder[]> {
  const query = db.selectFrom('agent_order').selectAll().where('host', '=', host)
  return (await query.orderBy('made_at', 'desc').limit(limit).execute()).map(fromRow)
}

/** What waits for a person's yes, the oldest first. */
export async function waitingOrders(db: Db, now: Instant, limit: number): Promise<KeptOrder[]> {
  const query = db.selectFrom('agent_order').selectAll().where('waits_until', '>', now).where('ended_at', 'is', null)
  return (await query.orderBy('made_at').limit(limit).execute()).map(fromRow)
}

const fromRow = (row: Selectable<Tables['agent_order']>): KeptOrder => ({
  ...{ id: row.id, host: row.host, body: row.body, result: row.result, output: row.output, dryRun: row.dry_run },
  ...{ firstBy: row.first_by, secondBy: row.second_by, waitsUntil: row.waits_until as Instant | null },
  ...{ madeAt: row.made_at as Instant, expiresAt: row.expires_at as Instant },
  incident: row.partner === null || row.incident === null ? null : { partner: row.partner, number: row.incident },
})
