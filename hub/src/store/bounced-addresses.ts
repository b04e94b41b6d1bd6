import type { Instant } from '../domain/instant.ts'
import type { Db, Tx } from './store.ts'

/** An address that did not take a message, and why; it stays flagged until one arrives there. */
export type BouncedAddress = { readonly partner: string; readonly address: string; readonly at: Instant; readonly reason: string }

/** Flags an address; the newest failure is kept. */
export async function flagAddress(tx: Tx, { partner, address, at, reason }: BouncedAddress): Promise<void> {
  await tx
    .insertInto('bounced_address')
    .values({ partner, address, at, reason })
    .onConflict((conflict) => conflict.columns(['partner', 'address']).doUpdateSet({ at, reason }))
    .execute()
}

/** A message arrived: nothing is wrong with the address any more. */
export async function clearAddress(tx: Tx, partner: string, address: string): Promise<void> {
  await tx.deleteFrom('bounced_address').where('partner', '=', partner).where('address', '=', address).execute()
}

/** The flagged addresses of a partner's contacts; of all partners for the operator (`null`). */
export async function bouncedAddresses(db: Db, partner: string | null): Promise<BouncedAddress[]> {
  let query = db.selectFrom('bounced_address').selectAll()
  if (partner !== null) query = query.where('partner', '=', partner)
  const rows = await query.orderBy('partner').orderBy('address').execute()
  return rows.map((row) => ({ ...row, at: row.at as Instant }))
}
