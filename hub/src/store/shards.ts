import { sql } from 'kysely'
import { after, days } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import { divide, SHARDS } from '../domain/triage/divide.ts'
import { kindOf } from './kind.ts'
import type { Db, Store, Tx } from './store.ts'

/** A program that looks, at a location: a remote probe, or the one inside a hub. */
export type Looker = { readonly location: string; readonly probe: string }

/** The shards that a probe looks at, each with its fencing token: it counts up whenever the shard changes hands. */
export type Holding = ReadonlyMap<number, number>

/**
 * Says that the probe lives until the end of `lease`, and gives what it is to look at until then: its even share of the location (MON-1). What is
 * too much for it is let go, what nobody living holds is taken. Asked again well before the lease ends, it keeps what it has.
 */
export async function leaseShards(store: Store, looker: Looker, now: Instant, lease: Span): Promise<Holding> {
  const until = after(now, lease)
  if (await renewed(store.db, looker, now, until)) {
    const { holders, holding, living } = await standing(store.db, looker, now)
    const shared = divide(holders, living)
    if (holders.length === SHARDS && shared.every((probe, n) => (probe === looker.probe) === holding.has(n))) return holding
  }
  return store.transaction(async (tx) => {
    await takeTurns(tx, looker.location)
    await arrive(tx, looker, now, until)
    return share(tx, looker, now)
  })
}

/** The probe goes: what it looked at is free at once. */
export async function leaveShards(store: Store, { location, probe }: Looker): Promise<void> {
  await store.transaction(async (tx) => {
    await takeTurns(tx, location)
    await tx.updateTable('shard').set({ holder: null }).where('location', '=', location).where('holder', '=', probe).execute()
    await tx.deleteFrom('presence').where('location', '=', location).where('probe', '=', probe).execute()
  })
}

/** Whether the probe still holds the shard under this token: what it saw under an older one may not be written. Until the transaction ends it cannot lose it. */
export async function holdsShard(tx: Tx, { location, probe }: Looker, shard: number, token: number): Promise<boolean> {
  const row = await tx
    .selectFrom('shard')
    .select(['holder', 'token'])
    .where('location', '=', location)
    .where('shard', '=', shard)
    .$if(kindOf(tx) === 'postgres', (query) => query.forShare())
    .executeTakeFirst()
  return row?.holder === probe && row.token === token
}

/** Who lives at the location now. */
export async function livingProbes(db: Db, location: string, now: Instant): Promise<string[]> {
  const living = db.selectFrom('presence').select('probe').where('location', '=', location).where('until', '>', now)
  return (await living.orderBy('probe').execute()).map(({ probe }) => probe)
}

// One whose lease has lapsed may have lost everything meanwhile: it comes anew.
async function renewed(db: Db, { location, probe }: Looker, now: Instant, until: Instant): Promise<boolean> {
  const own = db.updateTable('presence').set({ until }).where('location', '=', location).where('probe', '=', probe)
  return (await own.where('until', '>', now).executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

async function arrive(tx: Tx, { location, probe }: Looker, now: Instant, until: Instant) {
  await tx
    .deleteFrom('presence')
    .where('location', '=', location)
    .where('until', '<', after(now, -FORGOTTEN as Span))
    .execute()
  await tx
    .insertInto('presence')
    .values({ location, probe, since: now, until })
    .onConflict((conflict) => conflict.columns(['location', 'probe']).doUpdateSet({ until }))
    .execute()
  const there = await tx.selectFrom('shard').select('shard').where('location', '=', location).limit(1).execute()
  if (there.length > 0) return
  const all = Array.from({ length: SHARDS }, (_, shard) => ({ location, shard, holder: null, token: 0 }))
  await tx.insertInto('shard').values(all).execute()
}
const FORGOTTEN = days(1)

async function share(tx: Tx, looker: Looker, now: Instant): Promise<Holding> {
  const { location, probe } = looker
  const { holders, holding, living } = await standing(tx, looker, now)
  const own = new Set(divide(holders, living).flatMap((to, shard) => (to === probe ? [shard] : [])))
  const surplus = [...holding.keys()].filter((shard) => !own.has(shard))
  const free = [...own].filter((shard) => !holding.has(shard) && !living.includes(holders[shard] ?? ''))
  const change = (shards: readonly number[]) => tx.updateTable('shard').where('location', '=', location).where('shard', 'in', shards)
  if (surplus.length > 0) await change(surplus).set({ holder: null }).execute()
  if (free.length > 0)
    await change(free)
      .set((eb) => ({ holder: probe, token: eb('token', '+', 1) }))
      .execute()
  return (await standing(tx, looker, now)).holding
}

async function standing(db: Db, { location, probe }: Looker, now: Instant) {
  const living = await livingProbes(db, location, now)
  const rows = await db.selectFrom('shard').selectAll().where('location', '=', location).orderBy('shard').execute()
  const holding: Holding = new Map(rows.filter(({ holder }) => holder === probe).map(({ shard, token }) => [shard, token]))
  return { holders: rows.map(({ holder }) => holder), holding, living }
}

// Two that share out the same location at once would each miss what the other does. A renewal under way is waited for.
async function takeTurns(tx: Tx, location: string) {
  if (kindOf(tx) !== 'postgres') return
  await sql`select pg_advisory_xact_lock(4714814, hashtext(${location}))`.execute(tx)
  await tx.selectFrom('presence').select('probe').where('location', '=', location).orderBy('probe').forUpdate().execute()
}
