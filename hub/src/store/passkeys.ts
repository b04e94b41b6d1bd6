import type { Selectable } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db, Tx } from './store.ts'

/** A passkey of one of the operator's people. */
export type Passkey = {
  readonly id: string
  readonly person: string
  readonly name: string
  readonly rp: string
  readonly handle: string
  readonly publicKey: string
  readonly counter: number
  readonly multiDevice: boolean // it may be on several devices
  readonly backedUp: boolean // and is
  readonly transports: readonly string[]
  readonly madeAt: Instant
  readonly usedAt: Instant | null
}

/** Keeps a new passkey; false when one of that id is known. */
export async function addPasskey(tx: Tx, passkey: Omit<Passkey, 'usedAt'>): Promise<boolean> {
  const { publicKey, multiDevice, backedUp, transports, madeAt, ...same } = passkey
  const row = { ...same, public_key: publicKey, made_at: madeAt, used_at: null, transports: transports.join() }
  const added = tx
    .insertInto('passkey')
    .values({ ...row, multi_device: Number(multiDevice), backed_up: Number(backedUp) })
    .onConflict((conflict) => conflict.column('id').doNothing())
  return (await added.executeTakeFirstOrThrow()).numInsertedOrUpdatedRows === 1n
}

/** The passkeys of a person, the oldest first. */
export async function passkeysOf(db: Db, person: string): Promise<Passkey[]> {
  return (await db.selectFrom('passkey').selectAll().where('person', '=', person).orderBy('made_at').orderBy('id').execute()).map(fromRow)
}

/** The passkey of that id, whosesoever it is. */
export async function findPasskey(db: Db, id: string): Promise<Passkey | null> {
  const row = await db.selectFrom('passkey').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Notes that a passkey was used; false when its counter has moved since it was read: two have used it at once. */
export async function usePasskey(
  db: Db,
  { id, counter: before }: Passkey,
  { counter, backedUp }: Pick<Passkey, 'counter' | 'backedUp'>,
  now: Instant,
): Promise<boolean> {
  const used = db.updateTable('passkey').set({ counter, backed_up: Number(backedUp), used_at: now })
  return (await used.where('id', '=', id).where('counter', '=', before).executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Removes one of a person's passkeys. */
export async function removePasskey(tx: Tx, person: string, id: string): Promise<void> {
  await tx.deleteFrom('passkey').where('person', '=', person).where('id', '=', id).execute()
}

const fromRow = (row: Selectable<Tables['passkey']>): Passkey => ({
  ...{ id: row.id, person: row.person, name: row.name, rp: row.rp, handle: row.handle, publicKey: row.public_key, counter: row.counter },
  ...{ multiDevice: row.multi_device === 1, backedUp: row.backed_up === 1 },
  transports: row.transports === '' ? [] : row.transports.split(','),
  madeAt: row.made_at as Instant,
  usedAt: row.used_at as Instant | null,
})
