import { sql } from 'kysely'
import { Problem } from '../problem.ts'
import { kindOf } from './kind.ts'
import type { Db } from './store.ts'

/** One step forward of the tables. Never changed once shipped; a mistake in it is mended by the next one. */
export type Migration = { readonly name: string; up(db: Db): Promise<void> }

/**
 * Brings the tables up to the last migration, each in a transaction together with the note that it ran (both databases roll back DDL),
 * so that one that was cut short has left nothing behind. Tables of a newer program are refused.
 */
export async function migrate(db: Db, migrations: readonly Migration[], now: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await onlyOneHub(tx)
    await tx.schema
      .createTable('migration')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute()
    refuseNewer(await noted(tx), migrations)
  })
  for (const { name, up } of migrations) {
    await db.transaction().execute(async (tx) => {
      await onlyOneHub(tx)
      if ((await noted(tx)).has(name)) return
      await up(tx)
      await tx.insertInto('migration').values({ name, at: now }).execute()
    })
  }
}

async function noted(tx: Db): Promise<Set<string>> {
  const rows = await tx.selectFrom('migration').select('name').execute()
  return new Set(rows.map(({ name }) => name))
}

// Hubs that start together on PostgreSQL take turns. The number is only ours; the lock ends with the transaction.
async function onlyOneHub(tx: Db) {
  if (kindOf(tx) === 'postgres') await sql`select pg_advisory_xact_lock(4714813)`.execute(tx)
}

function refuseNewer(done: Set<string>, migrations: readonly Migration[]) {
  const unknown = [...done].filter((name) => !migrations.some((migration) => migration.name === name))
  if (unknown.length === 0) return
  const message = `The data was written by a newer Allclear: it has the table change ${unknown.sort().at(-1)}, which this one does not know.`
  throw new Problem('ours', 'data_newer', message, 'Start the newer version again, or restore the backup made before it.')
}
