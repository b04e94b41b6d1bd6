import type { Baseline } from '../domain/diagnosis/evidence.ts'
import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'
import type { SiteName } from './transitions.ts'

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

/** What was seen of sites since a moment, each with its tenant. */
export async function baselinesSince(db: Db, since: Instant): Promise<(SiteName & { readonly baseline: Baseline })[]> {
  const rows = await db.selectFrom('baseline').select(['partner', 'site', 'body']).where('seen_at', '>=', since).execute()
  return rows.map(({ partner, site, body }) => ({ partner, site, baseline: JSON.parse(body) as Baseline }))
}

/** The last known good of each site of the partner that has one; of all partners for the operator (`null`). */
export async function baselinesOf(db: Db, partner: string | null): Promise<ReadonlyMap<string, Baseline>> {
  let query = db.selectFrom('baseline').select(['site', 'body'])
  if (partner !== null) query = query.where('partner', '=', partner)
  return new Map((await query.execute()).map(({ site, body }) => [site, JSON.parse(body) as Baseline]))
}
