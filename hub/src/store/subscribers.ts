import type { Selectable } from 'kysely'
import { after, hours } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import type { SubscriberChannel } from '../domain/plan/plan.ts'
import type { PageLanguage } from '../domain/status/page-words.ts'
import type { SignUps } from '../domain/subscribers/brakes.ts'
import type { Subscriber, SubscriberState, Wish } from '../domain/subscribers/subscription.ts'
import type { Tables } from './schema.ts'
import type { Db, Tx } from './store.ts'

/** A sign-up as the brakes remember it: whence and for whom, as hashes. */
export type SignUp = {
  readonly partner: string
  readonly page: string
  readonly at: Instant
  readonly from: string
  readonly address: string
}

/** Counts the sign-ups before this one, then keeps it; older ones are forgotten. */
export async function countSignUp(tx: Tx, signUp: SignUp, remembered: Span): Promise<SignUps> {
  const { partner, page, at, from, address } = signUp
  await tx
    .deleteFrom('sign_up')
    .where('at', '<', after(at, -remembered as Span))
    .execute()
  const since = after(at, -hours(1) as Span)
  const count = async (column: 'from' | 'address' | 'page', value: string, begin: Instant) => {
    let query = tx
      .selectFrom('sign_up')
      .select((eb) => eb.fn.countAll().as('times'))
      .where(column, '=', value)
      .where('at', '>=', begin)
    if (column === 'page') query = query.where('partner', '=', partner)
    return Number((await query.executeTakeFirstOrThrow()).times)
  }
  const counted = {
    fromPlace: await count('from', from, since),
    forAddress: await count('address', address, 0 as Instant),
    onPage: await count('page', page, since),
  }
  await tx.insertInto('sign_up').values(signUp).execute()
  return counted
}

/** The subscription of an address to a page, or null. */
export async function subscriberAt(
  db: Db,
  partner: string,
  { page, channel, address }: Pick<Subscriber, 'page' | 'channel' | 'address'>,
): Promise<Subscriber | null> {
  const row = await db
    .selectFrom('subscriber')
    .selectAll()
    .where('partner', '=', partner)
    .where('page', '=', page)
    .where('channel', '=', channel)
    .where('address', '=', address)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The subscriber of that number, whoever's: what a token names. The partner is its own. */
export async function subscriberNumbered(db: Db, seq: number): Promise<Subscriber | null> {
  const row = await db.selectFrom('subscriber').selectAll().where('seq', '=', seq).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Whether this address came back or called us spam on any page of the partner. */
export async function isSuppressed(db: Db, partner: string, { channel, address }: Pick<Wish, 'channel' | 'address'>): Promise<boolean> {
  const stopped = db.selectFrom('subscriber').select('seq').where('partner', '=', partner).where('channel', '=', channel)
  return (await stopped.where('address', '=', address).where('state', '=', 'stopped').executeTakeFirst()) !== undefined
}

/** Keeps what somebody asked for; a sign-up of an address that is not confirmed yet takes the place of the one before. Gives its number. */
export async function askFor(tx: Tx, { partner, page, state, askedAt, reason, ...wish }: Omit<Subscriber, 'seq'>): Promise<number> {
  const columns = { ...columnsOf(wish), state, asked_at: askedAt, reason }
  const { seq } = await tx
    .insertInto('subscriber')
    .values({ partner, page, ...columns })
    .onConflict((conflict) => conflict.columns(['partner', 'page', 'channel', 'address']).doUpdateSet(columns))
    .returning('seq')
    .executeTakeFirstOrThrow()
  return seq
}

/** Changes what a subscriber hears, or how it stands. */
export async function changeSubscriber(
  db: Db,
  partner: string,
  seq: number,
  changes: { readonly state?: SubscriberState; readonly reason?: string | null; readonly askedAt?: Instant } & Partial<
    Pick<Wish, 'incidents' | 'maintenance' | 'sites'>
  >,
): Promise<void> {
  const { incidents, maintenance, sites, askedAt, ...rest } = changes
  await db
    .updateTable('subscriber')
    .set({
      ...rest,
      ...(askedAt === undefined ? {} : { asked_at: askedAt }),
      ...(incidents === undefined ? {} : { incidents: Number(incidents) }),
      ...(maintenance === undefined ? {} : { maintenance: Number(maintenance) }),
      ...(sites === undefined ? {} : { sites: sites && JSON.stringify(sites) }),
    })
    .where('partner', '=', partner)
    .where('seq', '=', seq)
    .execute()
}

/** Forgets a subscriber, and the address with it. */
export async function forgetSubscriber(tx: Tx, partner: string, seq: number): Promise<void> {
  await tx.deleteFrom('subscriber').where('partner', '=', partner).where('seq', '=', seq).execute()
}

/** Forgets, of all tenants, who has not confirmed since `before`. */
export async function forgetUnconfirmed(tx: Tx, before: Instant): Promise<void> {
  await tx.deleteFrom('subscriber').where('state', 'in', ['pending', 'held']).where('asked_at', '<', before).execute()
}

/** Those of a page, of all of a tenant's, or of all tenants (`null`), by number. */
export async function listSubscribers(
  db: Db,
  partner: string | null,
  { page, state, beyond = 0, limit }: { page?: string | undefined; state?: SubscriberState | undefined; beyond?: number; limit: number },
): Promise<Subscriber[]> {
  let query = db.selectFrom('subscriber').selectAll().where('seq', '>', beyond).orderBy('seq').limit(limit)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (page !== undefined) query = query.where('page', '=', page)
  if (state !== undefined) query = query.where('state', '=', state)
  return (await query.execute()).map(fromRow)
}

/** How many of a page are told of outages. */
export async function countSubscribers(db: Db, partner: string, pages: readonly string[]): Promise<number> {
  const { count } = await db
    .selectFrom('subscriber')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('partner', '=', partner)
    .where('page', 'in', [...pages, ''])
    .where('state', '=', 'confirmed')
    .where('incidents', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(count)
}

const columnsOf = ({ channel, address, language, incidents, maintenance, sites }: Wish) => ({
  ...{ channel, address, language, incidents: Number(incidents), maintenance: Number(maintenance) },
  sites: sites && JSON.stringify(sites),
})

const fromRow = (row: Selectable<Tables['subscriber']>): Subscriber => ({
  seq: row.seq,
  partner: row.partner,
  page: row.page,
  channel: row.channel as SubscriberChannel,
  address: row.address,
  language: row.language as PageLanguage,
  incidents: row.incidents === 1,
  maintenance: row.maintenance === 1,
  sites: row.sites === null ? null : (JSON.parse(row.sites) as string[]),
  state: row.state,
  askedAt: row.asked_at as Instant,
  reason: row.reason,
})
