import { days } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Score } from '../domain/readiness/judge-readiness.ts'
import type { Db } from './store.ts'

/** How a tenant stood from a day on, until the next row. */
export type ReadinessDay = Score & { readonly day: Instant }

const DAY = days(1)

/** Keeps how a tenant stands today, `operator` for everything; false when it stands as it did. One row a day at most, none while nothing changes. */
export async function keepReadiness(db: Db, partner: string, at: Instant, score: Score): Promise<boolean> {
  const last = await db
    .selectFrom('readiness_day')
    .selectAll()
    .where('partner', '=', partner)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  const row = {
    ...{ looked: score.looked, held: score.held, unknown: score.unknown },
    ...{ weight_looked: score.weight.looked, weight_held: score.weight.held, open: JSON.stringify(score.open) },
  }
  if (last && Object.entries(row).every(([column, value]) => last[column as keyof typeof row] === value)) return false
  const values = { partner, day: at - (at % DAY), ...row }
  await db
    .insertInto('readiness_day')
    .values(values)
    .onConflict((conflict) => conflict.columns(['partner', 'day']).doUpdateSet(row))
    .execute()
  return true
}

/** How a tenant stood since a day, the oldest first; the first row may be older, since it still held then. */
export async function readinessSince(db: Db, partner: string, since: Instant): Promise<ReadinessDay[]> {
  const rows = await db.selectFrom('readiness_day').selectAll().where('partner', '=', partner).orderBy('day').execute()
  const first = rows.findLastIndex(({ day }) => day <= since)
  return rows.slice(Math.max(first, 0)).map((row) => ({
    ...{ day: row.day as Instant, looked: row.looked, held: row.held, unknown: row.unknown },
    weight: { looked: row.weight_looked, held: row.weight_held },
    open: JSON.parse(row.open) as Score['open'],
  }))
}
