import type { Transaction } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** Why a message is held after a restore. */
export const FROM_BACKUP = 'Restored from a backup: it may have been sent since the backup was made.'

/** Whether the incident was going on when the backup was made from which this data was restored. */
export async function cameBack(db: Db, partner: string, incident: number): Promise<boolean> {
  const row = await db
    .selectFrom('restored')
    .select('at')
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Holds what was pending when the backup was made (F30): client messages on their way are uncertain, and those that the incidents of
 * that moment order from now on are held too. Pages to responders go out. Gives how many messages are held.
 */
export async function holdPending(tx: Transaction<Tables>, now: Instant): Promise<number> {
  const living = tx
    .selectFrom('incident')
    .select(['partner', 'id', (eb) => eb.val(now).as('at')])
    .where('phase', 'in', ['suspected', 'open', 'stabilising'])
  await tx.insertInto('restored').columns(['partner', 'incident', 'at']).expression(living).execute()
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set((eb) => ({ state: 'uncertain', lease_until: null, fence: eb('fence', '+', 1), settled_at: now, reason: FROM_BACKUP }))
    .where('contract', '=', 'message')
    .where('state', 'in', ['waiting', 'sending', 'committing'])
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
