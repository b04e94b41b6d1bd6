import type { Transaction } from 'kysely'
import type { Entry } from '../domain/incident/entry.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** Adds lines to the end of the timeline, in the given order. */
export async function addEntries(tx: Transaction<Tables>, partner: string, incident: number, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  const { last } = await tx
    .selectFrom('timeline')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .executeTakeFirstOrThrow()
  const first = (last ?? 0) + 1
  const rows = entries.map((entry, index) => ({ seq: first + index, at: entry.at, kind: entry.kind, body: JSON.stringify(entry) }))
  await tx
    .insertInto('timeline')
    .values(rows.map((row) => ({ partner, incident, ...row })))
    .execute()
}

/** The timeline in its order; with `afterSeq` only what came after that line. */
export async function timelineOf(db: Db, partner: string, incident: number, afterSeq = 0): Promise<(Entry & { readonly seq: number })[]> {
  const rows = await db
    .selectFrom('timeline')
    .select(['seq', 'body'])
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .where('seq', '>', afterSeq)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq, body }) => ({ ...(JSON.parse(body) as Entry), seq }))
}
