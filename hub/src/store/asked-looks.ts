import type { Instant } from '../domain/instant.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import type { Db } from './store.ts'

/** A look that a location is asked for now, because somebody waits for it. */
export type AskedLook = { readonly id: string; readonly partner: string; readonly location: string; readonly monitor: string }

/** What a location saw, and whether it could see while it looked. */
export type Answered = { readonly result: CheckResult; readonly canSee: boolean }

/** Where it stands: handed to a probe, and answered. */
export type AskedState = { readonly id: string; readonly location: string; readonly isGiven: boolean; readonly answer: Answered | null }

/** Asks; a probe of the location takes each with its next question. */
export async function askLooks(db: Db, looks: readonly AskedLook[], at: Instant, expiresAt: Instant): Promise<void> {
  const rows = looks.map((look) => ({ ...look, asked_at: at, expires_at: expiresAt, given_at: null, body: null }))
  if (rows.length > 0) await db.insertInto('asked_look').values(rows).execute()
}

/** Hands what a location is asked for to one of its probes, once. */
export async function takeAskedLooks(db: Db, location: string, now: Instant, most: number): Promise<Pick<AskedLook, 'id' | 'monitor'>[]> {
  const open = db
    .selectFrom('asked_look')
    .select('id')
    .where('location', '=', location)
    .where('given_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('asked_at')
    .limit(most)
  if ((await open.execute()).length === 0) return [] // most questions end here, without a write
  return db
    .updateTable('asked_look')
    .set({ given_at: now })
    .where('id', 'in', open)
    .where('given_at', 'is', null)
    .returning(['id', 'monitor'])
    .execute()
}

/** Keeps what a location saw, when it was asked for that; false otherwise. */
export async function answerLook(tx: Db, location: string, id: string, answer: Answered): Promise<boolean> {
  const answered = tx
    .updateTable('asked_look')
    .set({ body: JSON.stringify(answer) })
    .where('id', '=', id)
  const own = answered.where('location', '=', location).where('given_at', 'is not', null).where('body', 'is', null)
  return (await own.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** How the looks with these ids stand. */
export async function askedLooks(db: Db, partner: string, ids: readonly string[]): Promise<AskedState[]> {
  const query = db.selectFrom('asked_look').selectAll().where('partner', '=', partner).where('id', 'in', ids)
  return (await query.execute()).map(({ id, location, given_at, body }) => ({
    id,
    location,
    isGiven: given_at !== null,
    answer: body === null ? null : (JSON.parse(body) as Answered),
  }))
}

/** Forgets what was asked before a moment: whoever waited has long decided. */
export async function forgetAskedLooks(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom('asked_look').where('expires_at', '<', before).execute()
}
