import { type Selectable, sql } from 'kysely'
import type { Recipient } from '../domain/incident/incident.ts'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** Pages to responders go out at least once, messages to clients, partners and the public at most once after an ambiguous end. */
export type Contract = 'page' | 'message'

/** A message as it is ordered; its key is the same however often the order is repeated. */
export type NewMessage = {
  readonly partner: string
  readonly key: string
  readonly incident: number | null
  readonly step: string | null
  readonly contract: Contract
  readonly recipient: Recipient
  readonly template: string
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly link: string
  readonly messageId: string
  readonly gist?: string | null // its words as a digest carries them; without them it always goes by itself
  readonly orderedAt: Instant
  readonly dueAt: Instant
  readonly subscriber?: number // who is told by a status page; no incident hears of the end
}

/** A message as it stands in the outbox. */
export type Message = NewMessage & {
  readonly gist: string | null
  readonly foldedInto: string | null // key of the digest that carries it, or carried it
  readonly seq: number // order of posting
  readonly state: Tables['outbox']['state']
  readonly tries: number
  readonly fence: number // whoever holds an older one may not write
  readonly leaseUntil: Instant | null
  readonly settledAt: Instant | null
  readonly reason: string | null
  readonly reference: string | null // what the service calls it
  readonly thread: string | null // the one in whose thread it was sent; null when it began one
}

/** Messages that have ended and of whose end their incident has not heard, the earliest end first. */
export async function unheardEnds(db: Db, limit: number): Promise<Message[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('told', '=', sql<number>`0`)
    .where('settled_at', 'is not', null)
    .orderBy('settled_at')
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

export type MessageFilter = {
  partner?: string | null
  incident?: number
  states?: readonly Message['state'][]
  carried?: false // none that went within a digest, which stands for them
  before?: number
  limit: number
}

/**
 * The newest first; of an incident without what its subscribers were told. `partner: null` lists those of all, for the operator; `before` is the
 * last `seq` of the page before.
 */
export async function listMessages(
  db: Db,
  { partner = null, incident, states, carried, before, limit }: MessageFilter,
): Promise<Message[]> {
  let query = db.selectFrom('outbox').selectAll().orderBy('seq', 'desc').limit(limit)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (incident !== undefined) query = query.where('incident', '=', incident).where('subscriber', 'is', null)
  if (states !== undefined) query = query.where('state', 'in', states)
  if (carried === false) query = query.where('folded_into', 'is', null)
  if (before !== undefined) query = query.where('seq', '<', before)
  return (await query.execute()).map(fromRow)
}

/** How many messages to subscribers are still on their way, of all tenants. */
export async function countToSubscribers(db: Db): Promise<number> {
  const { messages } = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll().as('messages'))
    .where('settled_at', 'is', null)
    .where('subscriber', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(messages)
}

/** How many messages are not settled for good, by state, of all tenants: the depth of the outbox. */
export async function countUnsettled(db: Db): Promise<Partial<Record<Message['state'], number>>> {
  const states = ['waiting', 'sending', 'committing', 'uncertain'] as const
  const rows = await db
    .selectFrom('outbox')
    .select(['state', (eb) => eb.fn.countAll().as('messages')])
    .where('state', 'in', states)
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(({ state, messages }) => [state, Number(messages)]))
}

/** The message of that key, or null where this partner has none. */
export async function findMessage(db: Db, partner: string, key: string): Promise<Message | null> {
  const row = await db.selectFrom('outbox').selectAll().where('partner', '=', partner).where('key', '=', key).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The template under which letters about warnings are kept. */
export const WARNING_LETTER = 'warning-letter'

/** When letters about warnings were ordered, by key; of all partners for the operator (`null`). */
export async function warningLetters(db: Db, partner: string | null): Promise<ReadonlyMap<string, Instant>> {
  let query = db.selectFrom('outbox').select(['key', 'ordered_at']).where('template', '=', WARNING_LETTER)
  if (partner !== null) query = query.where('partner', '=', partner)
  return new Map((await query.execute()).map(({ key, ordered_at }) => [key, ordered_at as Instant]))
}

/** The message of that number, whoever's it is: what a link in it names. Its partner is the message's own, never the asker's. */
export async function messageNumbered(db: Db, seq: number): Promise<Message | null> {
  const row = await db.selectFrom('outbox').selectAll().where('seq', '=', seq).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** What the service calls `reference` on one of its channels; null where this partner posted no such thing. */
export async function messageReferred(db: Db, partner: string, channel: string, reference: string): Promise<Message | null> {
  const row = await db
    .selectFrom('outbox')
    .selectAll()
    .where('partner', '=', partner)
    .where('reference', '=', reference)
    .where('channel', '=', channel)
    .where('folded_into', 'is', null)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The pages of an incident that stand where they can be written anew, in somebody's Slack or another app, the newest first. */
export async function pagesInPlace(db: Db, partner: string, incident: number): Promise<Message[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .where('channel', 'in', ['slack', 'app'])
    .where('audience', '=', 'responder')
    .where('template', '=', 'page')
    .where('state', '=', 'delivered')
    .where('reference', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(50)
    .execute()
  return rows.map(fromRow)
}

/** Our messages with one of these Message-IDs, of all tenants: for a mail that says no more than what it answers. */
export async function messagesById(db: Db, ids: readonly string[]): Promise<Message[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('outbox').selectAll().where('message_id', 'in', ids).limit(ids.length).execute()
  return rows.map(fromRow)
}

/** The first post under these keys that reached a network: what later ones reply to. */
export async function firstPosted(db: Db, partner: string, keysBegin: string, channel: string): Promise<Message | null> {
  const row = await db
    .selectFrom('outbox')
    .selectAll()
    .where('partner', '=', partner)
    .where('channel', '=', channel)
    .where('key', 'like', `${keysBegin}%`)
    .where('state', '=', 'delivered')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The first message of these incidents that reached this address: what later ones refer to as their thread. */
export async function firstDelivered(
  db: Db,
  partner: string,
  incidents: readonly number[],
  channel: string,
  address: string,
): Promise<Message | null> {
  if (incidents.length === 0) return null // PostgreSQL refuses an empty list
  const row = await db
    .selectFrom('outbox')
    .selectAll()
    .where('partner', '=', partner)
    .where('incident', 'in', incidents)
    .where('channel', '=', channel)
    .where('address', '=', address)
    .where('state', '=', 'delivered')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** A row as the rest of the house knows it. */
export const fromRow = (row: Selectable<Tables['outbox']>): Message => ({
  partner: row.partner,
  key: row.key,
  seq: row.seq,
  incident: row.incident,
  step: row.step,
  contract: row.contract,
  recipient: JSON.parse(row.recipient) as Recipient,
  template: row.template,
  subject: row.subject,
  text: row.text,
  html: row.html,
  link: row.link,
  messageId: row.message_id,
  orderedAt: row.ordered_at as Instant,
  dueAt: row.due_at as Instant,
  state: row.state,
  tries: row.tries,
  fence: row.fence,
  leaseUntil: row.lease_until as Instant | null,
  settledAt: row.settled_at as Instant | null,
  reason: row.reason,
  reference: row.reference,
  thread: row.thread,
  gist: row.gist,
  foldedInto: row.folded_into,
  ...(row.subscriber === null ? {} : { subscriber: row.subscriber }),
})
