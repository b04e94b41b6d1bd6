import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import { sealedPlace } from './sealed-columns.ts'
import type { Store } from './store.ts'

export type Purpose = Tables['challenge']['purpose']

/** Keeps what must be known when an answer to the challenge comes back, sealed; those whose time is over are forgotten. */
export const keepChallenge = (
  { transaction, seals }: Store,
  challenge: { hash: string; purpose: Purpose; body: string; expiresAt: Instant; now: Instant },
): Promise<void> =>
  transaction(async (tx) => {
    const { hash, purpose, expiresAt, now } = challenge
    const body = await seals.seal(tx, sealedPlace('challenge', hash), challenge.body)
    await tx.deleteFrom('challenge').where('expires_at', '<=', now).execute()
    await tx.insertInto('challenge').values({ hash, purpose, body, expires_at: expiresAt }).execute()
  })

/** Spends a challenge: the first who comes in time gets what was kept with it, everyone after that null. */
export async function spendChallenge({ db, seals }: Store, purpose: Purpose, hash: string, now: Instant): Promise<string | null> {
  const spent = db.deleteFrom('challenge').where('hash', '=', hash).where('purpose', '=', purpose).where('expires_at', '>', now)
  const row = await spent.returning('body').executeTakeFirst()
  return row ? seals.open(db, sealedPlace('challenge', hash), row.body) : null
}
