import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** Keeps a plan under its version; the first to name a version stays: false for any other. `body` is what JSON can hold, and no secret. */
export async function savePlan(tx: Db, version: string, at: Instant, body: unknown): Promise<boolean> {
  const known = await tx.selectFrom('plan').select('version').where('version', '=', version).executeTakeFirst()
  if (known) return false
  const kept = await tx
    .insertInto('plan')
    .values({ version, at, body: JSON.stringify(body) })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .executeTakeFirst()
  return kept.numInsertedOrUpdatedRows === 1n
}
