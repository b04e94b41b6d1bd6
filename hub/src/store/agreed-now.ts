import { sql } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import { kindOf } from './kind.ts'
import type { Db } from './store.ts'

/** The time by which several hubs agree: that of their database. On SQLite it is the only hub's own. */
export async function agreedNow(db: Db, own: Instant): Promise<Instant> {
  if (kindOf(db) === 'sqlite') return own
  const asked = sql<{ now: number }>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now`
  return (await asked.execute(db)).rows[0]!.now as Instant
}
