import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** Notes that a backup of all that is stored was made. */
export async function noteBackup(db: Db, at: Instant, saidBy: string): Promise<void> {
  await db
    .insertInto('backup_made')
    .values({ at, said_by: saidBy })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** When the last one was made; null when none is known. */
export async function lastBackup(db: Db): Promise<Instant | null> {
  const row = await db.selectFrom('backup_made').select('at').orderBy('at', 'desc').limit(1).executeTakeFirst()
  return (row?.at ?? null) as Instant | null
}
