import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** A probe's place; a site was well while its location was alive and no transition stands in between. */
export type Location = { readonly id: string; readonly startedAt: Instant; readonly aliveAt: Instant }

/** Renews the location's row. */
export async function keepAlive(db: Db, id: string, startedAt: Instant, now: Instant): Promise<void> {
  const alive = { started_at: startedAt, alive_at: now }
  await db
    .insertInto('location')
    .values({ id, ...alive })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(alive))
    .execute()
}

/** All locations that were ever alive. */
export async function locations(db: Db): Promise<Location[]> {
  const rows = await db.selectFrom('location').selectAll().orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, startedAt: row.started_at as Instant, aliveAt: row.alive_at as Instant }))
}
