import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** Keeps a token by its SHA-256, before the message that carries it leaves. */
export async function keepReplyToken(db: Db, { partner, key, hash }: Tables['reply_token']): Promise<void> {
  await db
    .insertInto('reply_token')
    .values({ partner, key, hash })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whose message carries the token, for those who know the token only; null when we made none like it. */
export async function findReplyToken(db: Db, hash: string): Promise<{ readonly partner: string; readonly key: string } | null> {
  return (await db.selectFrom('reply_token').select(['partner', 'key']).where('hash', '=', hash).executeTakeFirst()) ?? null
}
