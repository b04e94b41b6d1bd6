import type { Transaction } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import { createHash } from 'node:crypto'
import { sealedPlace } from './sealed-columns.ts'
import type { Db, Store } from './store.ts'

/** An address that may ask for no more summaries, and when it did. */
export type OptOut = { readonly partner: string; readonly address: string; readonly unsubscribedAt: Instant | null }

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Keeps the token by which this address can unsubscribe, sealed, and gives the one that holds: it stays the same for ever. */
export const offerOptOut = ({ transaction, seals }: Store, partner: string, address: string, token: string): Promise<string> =>
  transaction(async (tx) => {
    const place = sealedPlace('opt_out', partner, address)
    const sealed = await seals.seal(tx, place, token)
    const offer = tx.insertInto('opt_out').values({ partner, address, token: sealed, hash: hashOf(token), unsubscribed_at: null })
    await offer.onConflict((conflict) => conflict.columns(['partner', 'address']).doNothing()).execute()
    const kept = tx.selectFrom('opt_out').select('token').where('partner', '=', partner).where('address', '=', address)
    return seals.open(tx, place, (await kept.executeTakeFirstOrThrow()).token)
  })

/** Whose token it is, or null. The token is the key: whoever has it knows the address already. */
export async function findOptOut(db: Db, token: string): Promise<OptOut | null> {
  const found = db.selectFrom('opt_out').select(['partner', 'address', 'unsubscribed_at']).where('hash', '=', hashOf(token))
  const row = await found.executeTakeFirst()
  return row ? { partner: row.partner, address: row.address, unsubscribedAt: row.unsubscribed_at as Instant | null } : null
}

/** Notes that the address wants no more summaries, or with null that it wants them again; false when that was so already. */
export async function setOptOut(tx: Transaction<Tables>, partner: string, address: string, at: Instant | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('opt_out')
    .set({ unsubscribed_at: at })
    .where('partner', '=', partner)
    .where('address', '=', address)
    .where('unsubscribed_at', at === null ? 'is not' : 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** The addresses of this partner's clients that want no summaries. */
export async function unwantedBy(db: Db, partner: string): Promise<string[]> {
  const rows = await db
    .selectFrom('opt_out')
    .select('address')
    .where('partner', '=', partner)
    .where('unsubscribed_at', 'is not', null)
    .orderBy('address')
    .execute()
  return rows.map(({ address }) => address)
}
