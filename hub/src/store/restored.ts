import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { iso } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { addAudit } from './audit.ts'
import { kindOf } from './kind.ts'
import type { Tables } from './schema.ts'
import type { Db, Tx } from './store.ts'

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

/** The table that says, while it is there, that a restore has put back its rows and has not held yet what was pending. */
export const RESTORING = 'restoring'

/** Notes in the transaction that puts the rows back that what was pending is still to be held. */
export async function noteRestoring(tx: Tx, madeAt: number): Promise<void> {
  for (const statement of markRestoring(madeAt)) await sql.raw(statement).execute(tx)
}

/** The same as SQL, for a copy of the data that nobody works on: whoever opens it restores it. */
export const markRestoring = (madeAt: number): readonly string[] => [
  `create table if not exists ${RESTORING} (made_at bigint not null)`,
  `insert into ${RESTORING} values (${madeAt})`,
]

/**
 * Ends a restore whose rows are there: what was pending is held, or a hub that starts would send it again. Also at the start after a restore that was
 * cut short. Gives how many messages are held; null when no restore is under way.
 */
export async function endRestore(tx: Tx, now: Instant): Promise<number | null> {
  if (!(await isRestoring(tx))) return null
  const { rows } = await sql<{ made_at: number }>`select made_at from ${sql.table(RESTORING)}`.execute(tx)
  await addAudit(tx, {
    at: now,
    partner: null,
    who: 'hub',
    what: 'backup restored',
    about: `made ${iso(Number(rows[0]!.made_at) as Instant)}`,
  })
  const held = await holdPending(tx, now)
  await sql`drop table ${sql.table(RESTORING)}`.execute(tx)
  return held
}

async function isRestoring(tx: Tx): Promise<boolean> {
  const named =
    kindOf(tx) === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name = ${RESTORING}`
      : sql`select 1 from pg_tables where schemaname = current_schema() and tablename = ${RESTORING}`
  return (await named.execute(tx)).rows.length > 0
}

/**
 * Holds what was pending when the backup was made (F30): client messages on their way are uncertain, and those that the incidents of
 * that moment order from now on are held too. Pages to responders go out. Gives how many messages are held.
 */
async function holdPending(tx: Transaction<Tables>, now: Instant): Promise<number> {
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
