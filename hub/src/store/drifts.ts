import type { Drift } from '../domain/diagnosis/drift.ts'
import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** What has changed on a site that is well, and when that was first seen. */
export type KeptDrift = {
  readonly partner: string
  readonly site: string
  readonly what: string
  readonly at: Instant
  readonly said: string
}

/** Keeps a drift of the site. The same one seen again keeps its first time; another of its kind takes its place. */
export async function keepDrift(db: Db, partner: string, site: string, at: Instant, { what, said }: Drift): Promise<void> {
  await db
    .insertInto('drift')
    .values({ partner, site, what, at, said })
    .onConflict((conflict) => conflict.columns(['partner', 'site', 'what']).doUpdateSet({ at, said }).where('drift.said', '!=', said))
    .execute()
}

/** The drifts of the partner's sites that were first seen since then, the newest first; of all partners for the operator (`null`). */
export async function driftsSince(db: Db, partner: string | null, since: Instant): Promise<KeptDrift[]> {
  let query = db.selectFrom('drift').selectAll().where('at', '>=', since)
  if (partner !== null) query = query.where('partner', '=', partner)
  const rows = await query.orderBy('at', 'desc').orderBy('what').execute()
  return rows.map((row) => ({ ...row, at: row.at as Instant }))
}
