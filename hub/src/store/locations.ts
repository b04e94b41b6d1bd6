import type { Alive } from '../domain/availability/stretches.ts'
import { after, seconds } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** A probe's place; a site was well while its location was alive and no transition stands in between. */
export type Location = { readonly id: string; readonly startedAt: Instant; readonly aliveAt: Instant }

// One renewal that comes late or not at all is no gap.
const GAP = seconds(30)

/** Renews the location's row, and the stretch in which it has looked without a gap. */
export async function keepAlive(db: Db, id: string, startedAt: Instant, now: Instant): Promise<void> {
  const alive = { started_at: startedAt, alive_at: now }
  await db
    .insertInto('location')
    .values({ id, ...alive })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(alive))
    .execute()
  const last = await db.selectFrom('alive').selectAll().where('location', '=', id).orderBy('from_at', 'desc').limit(1).executeTakeFirst()
  const goesOn = last !== undefined && after(last.until_at as Instant, GAP) >= now
  // A machine that slept goes on as the same process: then it has looked from now on only.
  const from = goesOn ? last.from_at : last !== undefined && last.until_at >= startedAt ? now : startedAt
  await db
    .insertInto('alive')
    .values({ location: id, from_at: from, until_at: now })
    .onConflict((conflict) => conflict.columns(['location', 'from_at']).doUpdateSet({ until_at: now }).where('alive.until_at', '<', now))
    .execute()
}

/** When each location looked, as far as it was after `since`. */
export async function aliveSince(db: Db, since: Instant): Promise<Alive[]> {
  const rows = await db.selectFrom('alive').selectAll().where('until_at', '>', since).orderBy('location').orderBy('from_at').execute()
  return rows.map((row) => ({ location: row.location, from: row.from_at as Instant, to: row.until_at as Instant }))
}

/** All locations that were ever alive. */
export async function locations(db: Db): Promise<Location[]> {
  const rows = await db.selectFrom('location').selectAll().orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, startedAt: row.started_at as Instant, aliveAt: row.alive_at as Instant }))
}
