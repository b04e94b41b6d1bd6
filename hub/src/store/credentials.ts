import type { Instant } from '../domain/instant.ts'
import type { Db, Tx } from './store.ts'

/** What one of the operator's people can prove themselves with. */
export type Credential = {
  readonly password: string | null // Argon2id, as a PHC string
  readonly totp: string | null // sealed
  readonly totpAt: Instant | null // since when it is asked for; null: not confirmed yet
}

const NONE: Credential = { password: null, totp: null, totpAt: null }

/** What the person has set up; nothing of it where they have not. */
export async function credentialOf(db: Db, person: string): Promise<Credential> {
  const row = await db.selectFrom('credential').selectAll().where('person', '=', person).executeTakeFirst()
  return row ? { password: row.password, totp: row.totp, totpAt: row.totp_at as Instant | null } : NONE
}

/** Keeps the hash of a new password. */
export const keepPassword = (tx: Tx, person: string, password: string, at: Instant) => keep(tx, person, { password, password_at: at })

/** Keeps the sealed secret of a second factor that is not asked for until it is confirmed. */
export const keepTotp = (tx: Tx, person: string, totp: string) => keep(tx, person, { totp, totp_at: null, totp_step: null })

/** From now on the second factor is asked for. */
export const confirmTotp = (tx: Tx, person: string, at: Instant) => keep(tx, person, { totp_at: at })

/** Keeps the hashes of new recovery codes; they replace those there were. */
export async function keepRecoveryCodes(tx: Tx, person: string, codes: readonly string[]): Promise<void> {
  await endRecoveryCodes(tx, person)
  await tx
    .insertInto('recovery_code')
    .values(codes.map((hash) => ({ person, hash, used_at: null })))
    .execute()
}

/** The code of an authenticator is asked for no more. */
export const removeTotp = (tx: Tx, person: string) => keep(tx, person, { totp: null, totp_at: null, totp_step: null })

/** The recovery codes are good no more: there is no second factor left that they could stand in for. */
export async function endRecoveryCodes(tx: Tx, person: string): Promise<void> {
  await tx.deleteFrom('recovery_code').where('person', '=', person).execute()
}

/** Uses the code of a time step: false when it, or a later one, was used before (RFC 6238 section 5.2). */
export async function useTotpStep(db: Db, person: string, step: number): Promise<boolean> {
  const used = db
    .updateTable('credential')
    .set({ totp_step: step })
    .where('person', '=', person)
    .where((eb) => eb.or([eb('totp_step', 'is', null), eb('totp_step', '<', step)]))
  return (await used.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Uses a recovery code: false when it is unknown or used. */
export async function useRecoveryCode(db: Db, person: string, hash: string, now: Instant): Promise<boolean> {
  const used = db
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('person', '=', person)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
  return (await used.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** How many recovery codes the person has left. */
export async function recoveryCodesLeft(db: Db, person: string): Promise<number> {
  const left = db.selectFrom('recovery_code').select('hash').where('person', '=', person).where('used_at', 'is', null)
  return (await left.execute()).length
}

type Change = {
  password?: string
  password_at?: number
  totp?: string | null
  totp_at?: number | null
  totp_step?: number | null
}

async function keep(tx: Tx, person: string, change: Change): Promise<void> {
  await tx
    .insertInto('credential')
    .values({ person, password: null, password_at: null, totp: null, totp_at: null, totp_step: null, ...change })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(change))
    .execute()
}
