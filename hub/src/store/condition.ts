import { sql } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import { kindOf } from './kind.ts'
import type { Db } from './store.ts'

/** The database as it is: which program, how large its data, and how far its tables have been brought. */
export type Database = { readonly program: string; readonly bytes: number; readonly tables: string }

/** Asks the database for it. */
export async function databaseOf(db: Db): Promise<Database> {
  const asked =
    kindOf(db) === 'postgres'
      ? sql<Asked>`select 'PostgreSQL ' || current_setting('server_version') as program, pg_database_size(current_database()) as bytes`
      : sql<Asked>`select 'SQLite ' || sqlite_version() as program, page_count * page_size as bytes from pragma_page_count, pragma_page_size`
  const { program, bytes } = (await asked.execute(db)).rows[0]!
  const last = await db.selectFrom('migration').select('name').orderBy('name', 'desc').executeTakeFirstOrThrow()
  return { program, bytes: Number(bytes), tables: last.name }
}
type Asked = { readonly program: string; readonly bytes: number }

/** When the message was due that has waited longest; null when none waits. */
export async function oldestWaiting(db: Db): Promise<Instant | null> {
  const { due } = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('due_at').as('due'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return (due ?? null) as Instant | null
}
