import { sql } from 'kysely'
import { kindOf } from './kind.ts'
import type { Db } from './store.ts'

/** Which database this is and its version, as it says itself: `SQLite 3.53.0`. */
export async function sayVersion(db: Db): Promise<string> {
  const isPostgres = kindOf(db) === 'postgres'
  const asked = isPostgres
    ? sql<Version>`select current_setting('server_version') as version`
    : sql<Version>`select sqlite_version() as version`
  const { rows } = await asked.execute(db)
  return `${isPostgres ? 'PostgreSQL' : 'SQLite'} ${rows[0]!.version}`
}

type Version = { readonly version: string }
