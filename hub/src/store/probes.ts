import type { Selectable } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** What a probe said of itself last. */
export type ProbeState = {
  readonly version: string
  readonly share: number // sites that it looks at
  readonly lateMs: number
  readonly waiting: number
  readonly lost: number
  readonly blindness: string | null // why it cannot see
}

/** A program that looks from another location; the hub's own is none. */
export type Probe = {
  readonly id: string
  readonly location: string
  readonly publicKey: string
  readonly enrolledAt: Instant
  readonly revokedAt: Instant | null
  readonly lastNumber: number
  readonly missed: number
  readonly seenAt: Instant | null
  readonly blindSince: Instant | null
  readonly toldAt: Instant | null // when people were told that it is silent or cannot see
  readonly state: ProbeState
}

const FRESH: ProbeState = { version: '', share: 0, lateMs: 0, waiting: 0, lost: 0, blindness: null }

/** Puts a probe at a location, beside those that are there. */
export async function placeProbe(tx: Db, probe: { id: string; location: string; publicKey: string; at: Instant }): Promise<void> {
  const { id, location, publicKey, at } = probe
  const never = { revoked_at: null, last_number: 0, missed: 0, seen_at: null, blind_since: null, told_at: null }
  await tx
    .insertInto('probe')
    .values({ id, location, public_key: publicKey, enrolled_at: at, ...never, body: JSON.stringify(FRESH) })
    .execute()
}

/** All that were not sent away, by location. */
export async function listProbes(db: Db): Promise<Probe[]> {
  const rows = await db.selectFrom('probe').selectAll().where('revoked_at', 'is', null).orderBy('location').orderBy('id').execute()
  return rows.map(fromRow)
}

/** The probe with this id, unless it was sent away. */
export async function findProbe(db: Db, id: string): Promise<Probe | null> {
  const row = await db.selectFrom('probe').selectAll().where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Keeps what a report said; false when one with this number or a later one was heard. */
export async function hearProbe(
  tx: Db,
  heard: Pick<Probe, 'id' | 'missed' | 'blindSince' | 'state'> & { readonly number: number; readonly at: Instant },
): Promise<boolean> {
  const { id, number, at, missed, blindSince, state } = heard
  const update = tx
    .updateTable('probe')
    .set({ last_number: number, seen_at: at, missed, blind_since: blindSince, body: JSON.stringify(state) })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('last_number', '<', number)
  return (await update.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Notes whether people know that it is silent or cannot see; false when that is noted already. */
export async function markTold(tx: Db, id: string, toldAt: Instant | null): Promise<boolean> {
  const update = tx.updateTable('probe').set({ told_at: toldAt }).where('id', '=', id)
  const other = update.where('told_at', toldAt === null ? 'is not' : 'is', null)
  return (await other.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Sends a probe away: its key opens nothing any more. False when it was gone. */
export async function revokeProbe(tx: Db, id: string, at: Instant): Promise<boolean> {
  const update = tx.updateTable('probe').set({ revoked_at: at }).where('id', '=', id).where('revoked_at', 'is', null)
  return (await update.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

const fromRow = (row: Selectable<Tables['probe']>): Probe => ({
  id: row.id,
  location: row.location,
  publicKey: row.public_key,
  enrolledAt: row.enrolled_at as Instant,
  revokedAt: row.revoked_at as Instant | null,
  lastNumber: row.last_number,
  missed: row.missed,
  seenAt: row.seen_at as Instant | null,
  blindSince: row.blind_since as Instant | null,
  toldAt: row.told_at as Instant | null,
  state: JSON.parse(row.body) as ProbeState,
})
