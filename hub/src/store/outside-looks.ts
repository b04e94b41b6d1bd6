import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** What was asked of the world outside for a tenant, and what it said last: `brand`, or `page` with the host behind it. */
export type OutsideLook = { readonly partner: string; readonly what: string; readonly at: Instant; readonly said: unknown }

/** Keeps an answer in place of the one before. */
export async function keepOutsideLook(db: Db, { partner, what, at, said }: OutsideLook): Promise<void> {
  const seen = { at, body: JSON.stringify(said) }
  await db
    .insertInto('outside_look')
    .values({ partner, what, ...seen })
    .onConflict((conflict) => conflict.columns(['partner', 'what']).doUpdateSet(seen))
    .execute()
}

/** The last answers, of all tenants for the operator (`null`). */
export async function outsideLooks(db: Db, partner: string | null): Promise<OutsideLook[]> {
  let query = db.selectFrom('outside_look').selectAll()
  if (partner !== null) query = query.where('partner', '=', partner)
  const rows = await query.orderBy('partner').orderBy('what').execute()
  return rows.map(({ body, ...row }) => ({ ...row, at: row.at as Instant, said: JSON.parse(body) as unknown }))
}
