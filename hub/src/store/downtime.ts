import { sql } from 'kysely'
import type { Stretch } from '../domain/availability/stretches.ts'
import type { Instant } from '../domain/instant.ts'
import { isOfPage } from '../domain/triage/beside-the-page.ts'
import type { Db, Tx } from './store.ts'
import { siteKey } from './transitions.ts'
import type { SiteName } from './transitions.ts'

/** A genuine outage whose downtime does not stand in its own rows yet: it goes on, or is just over. */
export type Uncounted = SiteName & { readonly incident: number; readonly detectedAt: Instant; readonly resolvedAt: Instant | null }

/** Those that began before a moment, of all tenants or of one; of at most `limit` the ones that were over first. */
export async function uncountedOutages(db: Db, partner: string | null, over?: { before: Instant; limit: number }): Promise<Uncounted[]> {
  let query = db
    .selectFrom('incident')
    .select(['partner', 'site', 'id', 'detected_at', 'resolved_at'])
    .where(sql<boolean>`counted = 0 and confirmed_at is not null and drill is null`)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (over) query = query.where('resolved_at', '<', over.before).orderBy('resolved_at').limit(over.limit)
  const rows = await query.execute()
  return rows.map((row) => ({
    ...{ partner: row.partner, site: row.site, incident: row.id },
    ...{ detectedAt: row.detected_at as Instant, resolvedAt: row.resolved_at as Instant | null },
  }))
}

/** Keeps how long a site was genuinely down in an incident that is over; counted once, it stays. */
export async function keepDowntime(tx: Tx, { partner, site, incident }: Uncounted, down: readonly Stretch[]): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('incident')
    .set({ counted: 1 })
    .where('partner', '=', partner)
    .where('id', '=', incident)
    .where('counted', '=', 0)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n || down.length === 0) return
  await tx
    .insertInto('downtime')
    .values(down.map(({ from, to }) => ({ partner, site, incident, from_at: from, until_at: to })))
    .execute()
}

/** A site: when its page was first looked at (null: never), and how long it was down in a period by what was counted, in milliseconds. */
export type Watched = { readonly firstLookAt: Instant | null; readonly downMs: number }

/** The same of all sites by `siteKey`; of all partners for the operator (`null`). */
export async function watchedSites(db: Db, partner: string | null, { from, to }: Stretch): Promise<ReadonlyMap<string, Watched>> {
  // Site by site: the index has what is asked of each in one place. A sum of whole numbers PostgreSQL hands over as text.
  const { rows } = await sql<SiteName & { first: Instant | null; down: number | null }>`
    select site.partner, site.id as site, site.first_look_at as first, (
      select sum(cast((case when until_at < ${to} then until_at else ${to} end) - (case when from_at > ${from} then from_at else ${from} end) as double precision))
      from downtime where downtime.partner = site.partner and downtime.site = site.id and until_at > ${from} and from_at < ${to}
    ) as down
    from site where ${partner === null ? sql`true` : sql`site.partner = ${partner}`}`.execute(db)
  return new Map(rows.map((row) => [siteKey(row), { firstLookAt: row.first, downMs: row.down ?? 0 }]))
}

/** A stretch of one site. */
export type OfSite = SiteName & Stretch

/** The same stretch by stretch. */
export async function downtimes(db: Db, partner: string | null, { from, to }: Stretch): Promise<OfSite[]> {
  let query = db.selectFrom('downtime').select(['partner', 'site', 'from_at', 'until_at']).where('until_at', '>', from)
  query = query.where('from_at', '<', to)
  if (partner !== null) query = query.where('partner', '=', partner)
  return (await query.execute()).map((row) => ({
    ...{ partner: row.partner, site: row.site, from: row.from_at as Instant, to: row.until_at as Instant },
  }))
}

/** Failures of pages that lie in a period, genuine or not, each as its location saw it; of all partners for the operator (`null`). */
export async function failuresIn(
  db: Db,
  partner: string | null,
  { from, to }: Stretch,
): Promise<(OfSite & { readonly location: string })[]> {
  let query = db
    .selectFrom('transition')
    .select(['partner', 'site', 'monitor', 'location', 'at', 'until_at'])
    .where('state', '=', 'down')
    .where('at', '<', to)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', from)]))
  if (partner !== null) query = query.where('partner', '=', partner)
  return (await query.execute())
    .filter(({ monitor }) => isOfPage(monitor))
    .map((row) => ({
      ...{ partner: row.partner, site: row.site, location: row.location },
      ...{ from: row.at as Instant, to: (row.until_at ?? to) as Instant },
    }))
}
