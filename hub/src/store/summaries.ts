import type { Transaction } from 'kysely'
import type { SummaryReader } from '../domain/incident/incident.ts'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** An outage that a summary will tell of. `name` is who reads it: the id of a client or of the partner. */
export type Summary = {
  readonly partner: string
  readonly incident: number
  readonly reader: SummaryReader
  readonly name: string
  readonly dueAt: Instant
}

/** Orders it; ordered before, it is put off or brought forward. */
export async function orderSummary(tx: Transaction<Tables>, { dueAt, ...summary }: Summary): Promise<void> {
  await tx
    .insertInto('summary')
    .values({ ...summary, due_at: dueAt })
    .onConflict((conflict) => conflict.columns(['partner', 'incident', 'reader']).doUpdateSet({ due_at: dueAt, name: summary.name }))
    .execute()
}

/** It has been told, or is not needed any more. */
export async function dropSummary(tx: Transaction<Tables>, partner: string, incident: number, reader: SummaryReader): Promise<void> {
  await tx.deleteFrom('summary').where('partner', '=', partner).where('incident', '=', incident).where('reader', '=', reader).execute()
}

/** Who is to read a summary by now, each once. */
export function dueReaders(db: Db, now: Instant, limit: number): Promise<Pick<Summary, 'partner' | 'reader' | 'name'>[]> {
  return db
    .selectFrom('summary')
    .select(['partner', 'reader', 'name'])
    .distinct()
    .where('due_at', '<=', now)
    .orderBy('partner')
    .orderBy('reader')
    .orderBy('name')
    .limit(limit)
    .execute()
}

/** The incidents whose summaries are due for this reader, the first to be ordered first. */
export async function dueFor(
  db: Db,
  { partner, reader, name }: Pick<Summary, 'partner' | 'reader' | 'name'>,
  now: Instant,
): Promise<number[]> {
  const rows = await db
    .selectFrom('summary')
    .select('incident')
    .where('partner', '=', partner)
    .where('reader', '=', reader)
    .where('name', '=', name)
    .where('due_at', '<=', now)
    .orderBy('incident')
    .execute()
  return rows.map(({ incident }) => incident)
}

/** When the next summary is due, overdue ones included; null when none is ordered. */
export async function nextSummary(db: Db): Promise<Instant | null> {
  const row = await db
    .selectFrom('summary')
    .select((eb) => eb.fn.min('due_at').as('at'))
    .executeTakeFirst()
  return (row?.at ?? null) as Instant | null
}
