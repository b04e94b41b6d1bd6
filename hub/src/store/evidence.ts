import type { Transaction } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'
import type { KeptWarning } from './warnings.ts'

/** What was seen of an outage: a failed check, what a diagnosis was drawn from. `body` is what JSON can hold. */
export type StoredEvidence = { readonly seq: number; readonly at: Instant; readonly kind: string; readonly body: unknown }

/** Keeps a piece of evidence of the incident. */
export async function keepEvidence(
  tx: Transaction<Tables>,
  partner: string,
  incident: number,
  at: Instant,
  kind: string,
  body: unknown,
): Promise<void> {
  const { last } = await tx
    .selectFrom('evidence')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('evidence')
    .values({ partner, incident, seq: (last ?? 0) + 1, at, kind, body: JSON.stringify(body) })
    .execute()
}

/** What had been warned of on the site when the outage began, the earliest first. */
export async function warnedBefore(db: Db, partner: string, incident: number): Promise<Warned[]> {
  const query = db.selectFrom('evidence').select('body').where('partner', '=', partner).where('incident', '=', incident)
  const rows = await query.where('kind', '=', 'warning').orderBy('seq').execute()
  return rows.map(({ body }) => JSON.parse(body) as Warned)
}

/** A warning as the evidence of an outage keeps it. */
export type Warned = Pick<KeptWarning, 'what' | 'said' | 'at' | 'dueAt'>

/** The evidence of the incident in the order in which it was kept. */
export async function evidenceOf(db: Db, partner: string, incident: number): Promise<StoredEvidence[]> {
  const query = db.selectFrom('evidence').selectAll().where('partner', '=', partner).where('incident', '=', incident)
  const rows = await query.orderBy('seq').execute()
  return rows.map(({ seq, at, kind, body }) => ({ seq, at: at as Instant, kind, body: JSON.parse(body) as unknown }))
}
