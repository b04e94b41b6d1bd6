import type { Kysely, Transaction } from 'kysely'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import type { Tables } from './schema.ts'
import { openSqlite } from './sqlite.ts'

/** What a store function asks of: the store itself, or a transaction of it. */
export type Db = Kysely<Tables> | Transaction<Tables>

export type Tx = Transaction<Tables>

export type Store = {
  readonly db: Kysely<Tables>
  readonly kind: 'sqlite' | 'postgres'
  /** Everything in `work` is stored, or nothing. Only `tx` may be used inside, and nothing but SQL awaited. */
  transaction<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Opens PostgreSQL where a `url` is given, else the SQLite `file` (or `:memory:`), and brings the tables up to this version. */
export async function openStore({ file, url }: { file?: string; url?: string }): Promise<Store> {
  const store = url ? await (await import('./postgres.ts')).openPostgres(url) : openSqlite(file ?? ':memory:')
  try {
    await migrate(store.db, migrations, Date.now())
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}
