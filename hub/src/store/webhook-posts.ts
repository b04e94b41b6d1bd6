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
  readonly reason: string | null
}

/** Keeps it until it is accepted, in the transaction of what it tells. */
export async function orderWebhookPost(tx: Db, { orderedAt, ...post }: NewWebhookPost): Promise<void> {
  const fresh = { state: 'waiting', ordered_at: orderedAt, due_at: orderedAt, tries: 0, reason: null } as const
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
    .set((eb) => ({ due_at: after(now, lease), tries: eb('tries', '+', 1) }))
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

/** Those in a state, the newest first. */
export async function webhookPosts(db: Db, state: WebhookPost['state'], limit: number): Promise<WebhookPost[]> {
  const rows = await db.selectFrom('webhook_post').selectAll().where('state', '=', state).orderBy('seq', 'desc').limit(limit).execute()
  return rows.map(fromRow)
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
  reason: row.reason,
})
