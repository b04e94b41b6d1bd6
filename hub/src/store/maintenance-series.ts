import type { Transaction } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Series } from '../domain/maintenance/series.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** Stores a series; false when its name is taken. */
export async function insertSeries(tx: Transaction<Tables>, series: Series): Promise<boolean> {
  const { partner, id } = series
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('maintenance_series')
    .values({ partner, id, ...columns(series) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** The series of that name that this tenant planned, or null. */
export async function findSeries(db: Db, partner: string, id: string): Promise<Series | null> {
  const row = await db
    .selectFrom('maintenance_series')
    .select('body')
    .where('partner', '=', partner)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? (JSON.parse(row.body) as Series) : null
}

/** Keeps what became of a series; false when another hub did it first. */
export async function saveSeries(tx: Transaction<Tables>, before: Series, series: Series): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('maintenance_series')
    .set(columns(series))
    .where('partner', '=', before.partner)
    .where('id', '=', before.id)
    .where('body', '=', JSON.stringify(before))
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** The series of every tenant of which another window comes within sight at that moment or before. */
export async function dueSeries(db: Db, at: Instant): Promise<Series[]> {
  const rows = await db.selectFrom('maintenance_series').select('body').where('wake_at', '<=', at).orderBy('wake_at').execute()
  return rows.map(({ body }) => JSON.parse(body) as Series)
}

/** When the next series wants to be looked at; null when none waits. */
export async function nextSeries(db: Db): Promise<Instant | null> {
  const row = await db.selectFrom('maintenance_series').select((eb) => eb.fn.min('wake_at').as('at')).executeTakeFirst() // prettier-ignore
  return (row?.at ?? null) as Instant | null
}

const columns = (series: Series) => ({ wake_at: series.wakeAt, body: JSON.stringify(series) })
