import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

export type Purpose = Tables['challenge']['purpose']

/** Keeps what must be known when an answer to the challenge comes back; those whose time is over are forgotten. */
export async function keepChallenge(db: Db, challenge: { hash: string; purpose: Purpose; body: string; expiresAt: Instant; now: Instant }) {
  const { expiresAt, now, ...same } = challenge
  await db.deleteFrom('challenge').where('expires_at', '<=', now).execute()
  await db
    .insertInto('challenge')
    .values({ ...same, expires_at: expiresAt })
    .execute()
}

/** Spends a challenge: the first who comes in time gets what was kept with it, everyone after that null. */
export async function spendChallenge(db: Db, purpose: Purpose, hash: string, now: Instant): Promise<string | null> {
  const spent = db.deleteFrom('challenge').where('hash', '=', hash).where('purpose', '=', purpose).where('expires_at', '>', now)
  return (await spent.returning('body').executeTakeFirst())?.body ?? null
}
