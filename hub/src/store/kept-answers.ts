import { after, hours } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import type { Db, Tx } from './store.ts'

/** One request of one caller, by its Idempotency-Key; key and request as SHA-256. */
export type KeyedRequest = { readonly partner: string; readonly token: string; readonly key: string; readonly asked: string }
export type KeptAnswer = { readonly asked: string; readonly begunAt: Instant; readonly answer: string | null }

const BITE = 500
const ended = (now: Instant) => after(now, -hours(24) as Span)

/** Whoever comes first with the key has it for 24 hours and gets null; everyone after that what was kept. */
export async function beginRequest(db: Db, request: KeyedRequest, now: Instant): Promise<KeptAnswer | null> {
  const fresh = { asked: request.asked, begun_at: now, answer: null }
  const first = await db
    .insertInto('kept_answer')
    .values({ ...request, ...fresh })
    .onConflict((conflict) =>
      conflict.columns(['partner', 'token', 'key']).doUpdateSet(fresh).where('kept_answer.begun_at', '<=', ended(now)),
    )
    .returning('key')
    .executeTakeFirst()
  if (first) return null
  const { partner, token, key } = request
  const kept = db.selectFrom('kept_answer').select(['asked', 'begun_at', 'answer']).where('partner', '=', partner)
  const row = await kept.where('token', '=', token).where('key', '=', key).executeTakeFirst()
  return row ? { asked: row.asked, begunAt: row.begun_at as Instant, answer: row.answer } : beginRequest(db, request, now)
}

/** Keeps how the request was answered. */
export async function keepAnswer(db: Db, { partner, token, key }: KeyedRequest, answer: string): Promise<void> {
  const begun = db.updateTable('kept_answer').set({ answer }).where('partner', '=', partner)
  await begun.where('token', '=', token).where('key', '=', key).execute()
}

/** Frees the key of a request that was refused. */
export async function forgetRequest(db: Db, { partner, token, key }: KeyedRequest): Promise<void> {
  const begun = db.deleteFrom('kept_answer').where('partner', '=', partner).where('token', '=', token)
  await begun.where('key', '=', key).where('answer', 'is', null).execute()
}

/** Drops some of those whose 24 hours are over. Says whether there may be more. */
export async function dropAnswers(tx: Tx, now: Instant): Promise<boolean> {
  const old = tx.selectFrom('kept_answer').select(['partner', 'token', 'key']).where('begun_at', '<=', ended(now)).limit(BITE)
  const gone = await tx
    .deleteFrom('kept_answer')
    .where(({ eb, refTuple }) => eb(refTuple('partner', 'token', 'key'), 'in', old.$asTuple('partner', 'token', 'key')))
    .executeTakeFirstOrThrow()
  return Number(gone.numDeletedRows) === BITE
}
