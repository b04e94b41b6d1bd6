import type { Selectable, Transaction } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** A mail that came in: in an incident (`placed`), of no further use (`filed`), or `waiting` for a person to say where it belongs. */
export type NewInboundMail = {
  readonly partner: string // the tenant; the operator while nobody knows
  readonly digest: string // the same for the same mail, however often and by whichever way it comes
  readonly at: Instant
  readonly kind: 'answer' | 'auto-reply' | 'bounce' | 'complaint' | 'unknown'
  readonly state: 'placed' | 'filed' | 'waiting'
  readonly incident: number | null
  readonly key: string | null // of our message that it is about
  readonly from: string
  readonly subject: string
  readonly text: string
}
export type StoredMail = NewInboundMail & { readonly id: number; readonly settledBy: string | null }

/** Keeps a mail; false when it is here already. */
export async function addInboundMail(tx: Transaction<Tables>, mail: NewInboundMail): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inbound_mail')
    .values({ ...mail, settled_by: null })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export type MailFilter = { partner?: string | null; state?: StoredMail['state']; before?: number; limit: number }

/** The newest first; `partner: null` lists those of all, for the operator; `before` is the last id of the page before. */
export async function listInboundMail(db: Db, { partner = null, state, before, limit }: MailFilter): Promise<StoredMail[]> {
  let query = db.selectFrom('inbound_mail').selectAll().orderBy('id', 'desc').limit(limit)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (state !== undefined) query = query.where('state', '=', state)
  if (before !== undefined) query = query.where('id', '<', before)
  return (await query.execute()).map(fromRow)
}

/** The mail of that number; with a partner only where it is that partner's. */
export async function findInboundMail(db: Db, partner: string | null, id: number): Promise<StoredMail | null> {
  let query = db.selectFrom('inbound_mail').selectAll().where('id', '=', id)
  if (partner !== null) query = query.where('partner', '=', partner)
  const row = await query.executeTakeFirst()
  return row ? fromRow(row) : null
}

/** What a person decided of a waiting mail; false when it does not wait (any more). */
export async function settleInboundMail(
  tx: Transaction<Tables>,
  id: number,
  to: Pick<StoredMail, 'partner' | 'state' | 'incident'>,
  by: string,
): Promise<boolean> {
  const query = tx
    .updateTable('inbound_mail')
    .set({ ...to, settled_by: by })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
  return (await query.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

const fromRow = ({ at, settled_by: settledBy, ...row }: Selectable<Tables['inbound_mail']>): StoredMail => ({
  ...row,
  at: at as Instant,
  settledBy,
})
