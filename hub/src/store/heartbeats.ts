import type { Reported } from '../domain/heartbeat/judge-heartbeat.ts'
import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** What the job of this monitor has said of itself; null before anyone waited for it. */
export async function findHeartbeat(db: Db, partner: string, monitor: string): Promise<Reported | null> {
  const query = db.selectFrom('heartbeat').selectAll().where('partner', '=', partner).where('monitor', '=', monitor)
  const row = await query.executeTakeFirst()
  if (!row) return null
  return {
    waitingSince: row.waiting_since as Instant,
    last: row.last_at === null ? null : { at: row.last_at as Instant, signal: row.last_signal === 'fail' ? 'fail' : 'success' },
    startedAt: row.started_at as Instant | null,
    dueAt: row.due_at as Instant,
  }
}

/** Keeps what the job has said. */
export async function keepHeartbeat(db: Db, partner: string, monitor: string, reported: Reported): Promise<void> {
  const { waitingSince, last, startedAt, dueAt } = reported
  const said = { last_at: last?.at ?? null, last_signal: last?.signal ?? null, started_at: startedAt, due_at: dueAt }
  await db
    .insertInto('heartbeat')
    .values({ partner, monitor, waiting_since: waitingSince, ...said })
    .onConflict((conflict) => conflict.columns(['partner', 'monitor']).doUpdateSet(said))
    .execute()
}

/** When each job that was heard of last said that it was done, by monitor; of all partners for the operator (`null`). */
export async function jobsDone(db: Db, partner: string | null): Promise<ReadonlyMap<string, Instant | null>> {
  let query = db.selectFrom('heartbeat').select(['monitor', 'last_at', 'last_signal'])
  if (partner !== null) query = query.where('partner', '=', partner)
  return new Map((await query.execute()).map((row) => [row.monitor, row.last_signal === 'fail' ? null : (row.last_at as Instant | null)]))
}
