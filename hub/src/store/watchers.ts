import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** A watcher has looked at one of the hubs. */
export async function keepHeard(db: Db, name: string, at: Instant): Promise<void> {
  await db
    .insertInto('watcher')
    .values({ name, heard_at: at })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ heard_at: at }).where('watcher.heard_at', '<', at))
    .execute()
}

/** When any of the hubs last heard it; null when none ever did. */
export async function lastHeard(db: Db, name: string): Promise<Instant | null> {
  const row = await db.selectFrom('watcher').select('heard_at').where('name', '=', name).executeTakeFirst()
  return (row?.heard_at ?? null) as Instant | null
}
