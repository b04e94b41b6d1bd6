import { PostgresAdapter } from 'kysely'
import type { Db } from './store.ts'

/** Which database a query goes to, for the few words of SQL that only one of them knows. */
export const kindOf = (db: Db): 'sqlite' | 'postgres' => (db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite')
