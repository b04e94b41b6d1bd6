import type { Baseline } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** Keeps the last known good of the site in place of the one before. */
export async function saveBaseline(db: Db, partner: string, site: string, seenAt: Instant, baseline: Baseline): Promise<void> {
  const known = { seen_at: seenAt, body: JSON.stringify(baseline) }
  await db
    .insertInto('baseline')
    .values({ partner, site, ...known })
    .onConflict((conflict) => conflict.columns(['partner', 'site']).doUpdateSet(known))
    .execute()
}

/** The last known good of the site, or null before the first. */
export async function findBaseline(db: Db, partner: string, site: string): Promise<Baseline | null> {
  const row = await db.selectFrom('baseline').select('body').where('partner', '=', partner).where('site', '=', site).executeTakeFirst()
  return row ? (JSON.parse(row.body) as Baseline) : null
}

/** The last known good of every site that has one, for the engine alone: no tenant sees another's. */
export async function everyBaseline(db: Db): Promise<ReadonlyMap<string, Baseline>> {
  const rows = await db.selectFrom('baseline').select(['site', 'body']).execute()
  return new Map(rows.map(({ site, body }) => [site, JSON.parse(body) as Baseline]))
}
