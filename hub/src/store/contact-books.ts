import type { Selectable } from 'kysely'
import type { ContactBook } from '../domain/plan/kept-contacts.ts'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db, Tx } from './store.ts'

/** A book of contacts, and how fresh it is. */
export type StoredBook = ContactBook & {
  readonly changedAt: Instant | null
  readonly changedBy: string | null
  readonly confirmedAt: Instant | null
  readonly confirmedBy: string | null
  readonly dueAt: Instant // when it is to be confirmed
  readonly askedAt: Instant | null
}

/** Begins a book for each of these that has none; `dueAt` is when it is asked for first. */
export async function beginBooks(tx: Tx, whose: readonly Pick<ContactBook, 'partner' | 'client'>[], dueAt: Instant): Promise<void> {
  if (whose.length === 0) return
  const blank = { body: null, changed_at: null, changed_by: null, confirmed_at: null, confirmed_by: null, asked_at: null }
  await tx
    .insertInto('contact_book')
    .values(whose.map(({ partner, client }) => ({ partner, client: client ?? '', due_at: dueAt, ...blank })))
    .onConflict((conflict) => conflict.columns(['partner', 'client']).doNothing())
    .execute()
}

/** The books of a partner; of everyone for the operator (`null`). */
export async function contactBooks(db: Db, partner: string | null): Promise<StoredBook[]> {
  let query = db.selectFrom('contact_book').selectAll()
  if (partner !== null) query = query.where('partner', '=', partner)
  return (await query.orderBy('partner').orderBy('client').execute()).map(fromRow)
}

/** Those that are due and that nobody was asked about, the longest due first. */
export async function staleBooks(db: Db, now: Instant, limit: number): Promise<StoredBook[]> {
  const due = db.selectFrom('contact_book').selectAll().where('due_at', '<=', now).where('asked_at', 'is', null)
  return (await due.orderBy('due_at').limit(limit).execute()).map(fromRow)
}

/** When the next one is due that nobody was asked about. */
export async function nextStaleBook(db: Db): Promise<Instant | null> {
  const due = db.selectFrom('contact_book').select('due_at').where('asked_at', 'is', null).orderBy('due_at').limit(1)
  return ((await due.executeTakeFirst())?.due_at ?? null) as Instant | null
}

/** Notes that somebody was asked; false when another hub has asked. */
export async function markAsked(tx: Tx, { partner, client }: Pick<ContactBook, 'partner' | 'client'>, now: Instant): Promise<boolean> {
  const asked = tx
    .updateTable('contact_book')
    .set({ asked_at: now })
    .where('partner', '=', partner)
    .where('client', '=', client ?? '')
  return (await asked.where('asked_at', 'is', null).executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Somebody said that they are right, or made them so: asked for again when `dueAt` comes. */
export async function keepBook(
  tx: Tx,
  { partner, client, kept }: ContactBook,
  { by, at, dueAt }: { readonly by: string; readonly at: Instant; readonly dueAt: Instant },
): Promise<void> {
  const change = {
    ...(kept ? { body: JSON.stringify(kept), changed_at: at, changed_by: by } : {}),
    ...{ confirmed_at: at, confirmed_by: by, due_at: dueAt, asked_at: null },
  }
  await tx
    .insertInto('contact_book')
    .values({ partner, client: client ?? '', body: null, changed_at: null, changed_by: null, ...change })
    .onConflict((conflict) => conflict.columns(['partner', 'client']).doUpdateSet(change))
    .execute()
}

const fromRow = (row: Selectable<Tables['contact_book']>): StoredBook => ({
  partner: row.partner,
  client: row.client === '' ? null : row.client,
  kept: row.body === null ? null : (JSON.parse(row.body) as ContactBook['kept']),
  changedAt: row.changed_at as Instant | null,
  changedBy: row.changed_by,
  confirmedAt: row.confirmed_at as Instant | null,
  confirmedBy: row.confirmed_by,
  dueAt: row.due_at as Instant,
  askedAt: row.asked_at as Instant | null,
})
