import { sql } from 'kysely'
import { ownVersion } from '../own-version.ts'
import { Problem } from '../problem.ts'
import { kindOf } from './kind.ts'
import type { Db } from './store.ts'

/** One step forward of the tables. Never changed once shipped; a mistake in it is mended by the next one. */
export type Migration = { readonly name: string; up(db: Db): Promise<void> }

/** The tables that say which migrations have run and which versions of this program have opened the data. */
export const BOOKS: readonly string[] = ['migration', 'program']

/** The version that wrote data in which no version is noted. */
const FIRST = '0.1.0'

/**
 * Brings the tables up to the last migration, each in a transaction together with the note that it ran (both databases roll back DDL),
 * so that one that was cut short has left nothing behind. Tables of a newer program are refused and left as they are. Before the first
 * step of an upgrade `before` is told which version wrote the data; an upgrade that goes on after it was cut short is none of its own.
 */
export async function migrate(
  db: Db,
  migrations: readonly Migration[],
  now: number,
  before: (version: string) => Promise<void> = async () => {},
): Promise<void> {
  const version = await ownVersion()
  const { done, wrote } = await db.transaction().execute((tx) => opened(tx, migrations, version))
  if (migrations.some(({ name }) => !done.has(name))) {
    if (done.size > 0 && wrote.ready) await before(wrote.version)
    await noteProgram(db, version, now, 0)
  }
  for (const { name, up } of migrations) {
    await db.transaction().execute(async (tx) => {
      await onlyOneHub(tx)
      if ((await noted(tx)).has(name)) return
      await up(tx)
      await tx.insertInto('migration').values({ name, at: now }).execute()
    })
  }
  await noteProgram(db, version, now, 1)
}

/** What has run and who wrote last, from books that are made where there are none. */
async function opened(tx: Db, migrations: readonly Migration[], version: string) {
  await onlyOneHub(tx)
  await tx.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await tx.schema
    .createTable('program')
    .ifNotExists()
    .addColumn('version', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('ready', 'integer', (column) => column.notNull())
    .execute()
  const done = await noted(tx)
  const last = await tx.selectFrom('program').select(['version', 'ready']).orderBy('at', 'desc').limit(1).executeTakeFirst()
  const wrote = last ?? { version: FIRST, ready: 1 }
  refuseNewer(done, migrations, { version, wrote: wrote.version })
  return { done, wrote }
}

/** Notes that this version has opened the data, and whether it has brought its tables all the way. */
async function noteProgram(db: Db, version: string, at: number, ready: 0 | 1) {
  await db
    .insertInto('program')
    .values({ version, at, ready })
    .onConflict((conflict) => conflict.column('version').doUpdateSet({ at, ready }))
    .execute()
}

async function noted(tx: Db): Promise<Set<string>> {
  const rows = await tx.selectFrom('migration').select('name').execute()
  return new Set(rows.map(({ name }) => name))
}

// Hubs that start together on PostgreSQL take turns. The number is only ours; the lock ends with the transaction.
async function onlyOneHub(tx: Db) {
  if (kindOf(tx) === 'postgres') await sql`select pg_advisory_xact_lock(4714813)`.execute(tx)
}

function refuseNewer(done: Set<string>, migrations: readonly Migration[], { version, wrote }: { version: string; wrote: string }) {
  const unknown = [...done].filter((name) => !migrations.some((migration) => migration.name === name))
  if (unknown.length === 0) return
  const change = unknown.sort().at(-1)
  const message = `The data was written by a newer Allclear, ${wrote}: it has the table change ${change}, which this one, ${version}, does not know.`
  const fix = `Start ${wrote} again. To go back to ${version}, put in its place what was kept before the upgrade: docs/guide/upgrading.md says how.`
  throw new Problem('ours', 'data_newer', message, fix)
}
