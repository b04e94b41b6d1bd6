import type { Alive } from '../domain/availability/stretches.ts'
import { after, seconds } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** A probe's place; a site was well while its location was alive and no transition stands in between. */
export type Location = {
  readonly id: string
  readonly startedAt: Instant // since when it speaks without a break
  readonly aliveAt: Instant
  readonly setAside: { readonly at: Instant; readonly why: string } | null // its word is not taken
}

// One renewal that comes late or not at all is no gap.
const GAP = seconds(30)

/** Renews the location's row, and the stretch in which it has looked without a gap. */
export async function keepAlive(db: Db, id: string, startedAt: Instant, now: Instant): Promise<void> {
  const alive = { started_at: startedAt, alive_at: now }
  await db
    .insertInto('location')
    .values({ id, ...alive, set_aside_at: null, set_aside_why: null })
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
  return rows.map(({ id, started_at, alive_at, set_aside_at: at, set_aside_why: why }) => ({
    id,
    startedAt: started_at as Instant,
    aliveAt: alive_at as Instant,
    setAside: at === null ? null : { at: at as Instant, why: why ?? '' },
  }))
}

/** Takes a location's word no more, or (with null) takes it again; false when that is so already. */
export async function setAside(tx: Db, id: string, aside: { readonly at: Instant; readonly why: string } | null): Promise<boolean> {
  const update = tx
    .updateTable('location')
    .set({ set_aside_at: aside?.at ?? null, set_aside_why: aside?.why ?? null })
    .where('id', '=', id)
  const other = update.where('set_aside_at', aside === null ? 'is not' : 'is', null)
  return (await other.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Nobody looks from there any more. */
export async function forgetLocation(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom('location').where('id', '=', id).execute()
  await tx.deleteFrom('sight').where('location', '=', id).execute()
}
