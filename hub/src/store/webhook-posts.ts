import type { QueryCreator, Selectable } from 'kysely'
import { after } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import { kindOf } from './kind.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** Something that the operator's webhook shall hear. What is said of one subject, a task or the incident itself, is heard in its order. */
export type NewWebhookPost = {
  readonly partner: string
  readonly incident: number
  readonly subject: string // the id of a task; `incident` for the incident itself
  readonly body: string
  readonly orderedAt: Instant
}
export type WebhookPost = NewWebhookPost & {
  readonly seq: number
  readonly state: 'waiting' | 'delivered' | 'refused'
  readonly dueAt: Instant
  readonly tries: number
  readonly triedAt: Instant | null
  readonly reason: string | null
}

/** Keeps it until it is accepted, in the transaction of what it tells. */
export async function orderWebhookPost(tx: Db, { orderedAt, ...post }: NewWebhookPost): Promise<void> {
  const fresh = { state: 'waiting', ordered_at: orderedAt, due_at: orderedAt, tries: 0, tried_at: null, reason: null } as const
  await tx
    .insertInto('webhook_post')
    .values({ ...post, ...fresh })
    .execute()
}

/** Takes the post that has been due the longest, or null; whoever takes it has it for `lease`. It waits for an earlier one of its subject. */
export async function takeDueWebhookPost(db: Db, now: Instant, lease: Span): Promise<WebhookPost | null> {
  const row = await db
    .with(
      (cte) => cte('due').materialized(),
      (cte) => duePost(cte, now, kindOf(db) === 'postgres'),
    )
    .updateTable('webhook_post')
    .set((eb) => ({ due_at: after(now, lease), tries: eb('tries', '+', 1), tried_at: now }))
    .where('seq', '=', (eb) => eb.selectFrom('due').select('due.seq'))
    .returningAll()
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

const duePost = (db: QueryCreator<Tables>, now: Instant, amongMany: boolean) =>
  db
    .selectFrom('webhook_post as p')
    .select('p.seq')
    .where('p.state', '=', 'waiting')
    .where('p.due_at', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('webhook_post as earlier')
            .select('earlier.seq')
            .where('earlier.state', '=', 'waiting')
            .whereRef('earlier.partner', '=', 'p.partner')
            .whereRef('earlier.incident', '=', 'p.incident')
            .whereRef('earlier.subject', '=', 'p.subject')
            .whereRef('earlier.seq', '<', 'p.seq'),
        ),
      ),
    )
    .orderBy('p.due_at')
    .orderBy('p.seq')
    .limit(1)
    .$if(amongMany, (query) => query.forUpdate('p').skipLocked())

type Taken = Pick<WebhookPost, 'seq' | 'tries'>

/** Notes how it ended. Nothing when somebody else has taken it meanwhile. */
export async function endWebhookPost(db: Db, post: Taken, state: 'delivered' | 'refused', reason: string | null): Promise<void> {
  await held(db, post).set({ state, reason }).execute()
}

/** Puts it back until `dueAt`. */
export async function retryWebhookPost(db: Db, post: Taken, dueAt: Instant, reason: string): Promise<void> {
  await held(db, post).set({ due_at: dueAt, reason }).execute()
}

const held = (db: Db, { seq, tries }: Taken) =>
  db.updateTable('webhook_post').where('seq', '=', seq).where('tries', '=', tries).where('state', '=', 'waiting')

/** When the next one is due; null when none waits. */
export async function nextWebhookPost(db: Db): Promise<Instant | null> {
  const { next } = await db
    .selectFrom('webhook_post')
    .select((eb) => eb.fn.min('due_at').as('next'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return next === null ? null : (Number(next) as Instant)
}

type PostFilter = {
  readonly state?: WebhookPost['state'] | undefined
  readonly incident?: number | undefined
  readonly before?: number | undefined // older than this one
  readonly limit: number
}

/** The newest first, of all tenants: the webhook is the operator's. */
export async function webhookPosts(db: Db, { state, incident, before, limit }: PostFilter): Promise<WebhookPost[]> {
  let query = db.selectFrom('webhook_post').selectAll().orderBy('seq', 'desc').limit(limit)
  if (state !== undefined) query = query.where('state', '=', state)
  if (incident !== undefined) query = query.where('incident', '=', incident)
  if (before !== undefined) query = query.where('seq', '<', before)
  return (await query.execute()).map(fromRow)
}

/** One of them by its number, or null. */
export async function findWebhookPost(db: Db, seq: number): Promise<WebhookPost | null> {
  const row = await db.selectFrom('webhook_post').selectAll().where('seq', '=', seq).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Lets one that has ended go out once more, at once; false where it is still on its way. */
export async function replayWebhookPost(tx: Db, seq: number, now: Instant): Promise<boolean> {
  const ended = tx.updateTable('webhook_post').where('seq', '=', seq).where('state', '!=', 'waiting')
  return (await ended.set({ state: 'waiting', due_at: now }).executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

const fromRow = (row: Selectable<Tables['webhook_post']>): WebhookPost => ({
  seq: row.seq,
  partner: row.partner,
  incident: row.incident,
  subject: row.subject,
  body: row.body,
  orderedAt: row.ordered_at as Instant,
  state: row.state,
  dueAt: row.due_at as Instant,
  tries: row.tries,
  triedAt: row.tried_at as Instant | null,
  reason: row.reason,
})
