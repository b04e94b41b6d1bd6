import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import { Problem } from '../problem.ts'
import { BOOKS, migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { endRestore, noteRestoring, RESTORING } from './restored.ts'
import { openStore } from './store.ts'
import type { Db, Place, Store } from './store.ts'

/** What a backup holds: how many rows, and a mark of all of them by which two backups can be compared. */
export type Holding = { readonly rows: number; readonly sha256: string }

/** The first line of a backup. */
export type BackupHead = { readonly allclear: 'backup'; readonly at: number; readonly migrations: readonly string[] }

type Row = Readonly<Record<string, unknown>>

const AT_ONCE = 500

/**
 * Writes every row of one moment as lines of JSON, alike for both databases, so that the data of one can be restored into the other.
 * The first line is the head, the last one says what it holds; a backup without it is cut short.
 */
export async function writeBackup(store: Store, now: Instant, write: (line: string) => Promise<void>): Promise<Holding> {
  const hash = createHash('sha256')
  let rows = 0
  await store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const done = await tx.selectFrom('migration').select('name').orderBy('name').execute()
      const head: BackupHead = { allclear: 'backup', at: now, migrations: done.map(({ name }) => name) }
      await write(JSON.stringify(head))
      for (const table of await tablesOf(tx, store.kind)) {
        for await (const row of rowsOf(tx, store.kind, table)) {
          const line = JSON.stringify([table, row])
          hash.update(line)
          rows++
          await write(line)
        }
      }
    })
  const holding = { rows, sha256: hash.digest('hex') }
  await write(JSON.stringify(holding))
  return holding
}

/** Where a backup is read from, as often as it is needed. */
export type Lines = () => AsyncIterable<string>

/**
 * Restores a backup into a place that holds nothing yet, and brings the tables up to this version. Client messages that were pending are held.
 * Throws a Problem when the backup is cut short, was changed, or is newer than this program, or when the place holds something; then it is as before.
 */
export async function restoreBackup(place: Place, lines: Lines, now: Instant): Promise<Holding & { readonly held: number }> {
  const { head, holding } = await readBackup(lines())
  await using store = await putBack(place, head, lines)
  await migrate(store.db, migrations, now)
  const held = await store.transaction((tx) => endRestore(tx, now))
  return { ...holding, held: held ?? 0 }
}

/** Restores a backup into an empty place for the proof, and makes a backup of that: both hold the same, or a Problem is thrown. */
export async function proveBackup(place: Place, lines: Lines): Promise<Holding> {
  const { head, holding } = await readBackup(lines())
  await using store = await putBack(place, head, lines)
  const again = await writeBackup(store, head.at as Instant, async () => {})
  if (again.sha256 !== holding.sha256) throw broken('What was restored from it for the proof differs from what it holds')
  return holding
}

async function putBack(place: Place, head: BackupHead, lines: Lines): Promise<Store & AsyncDisposable> {
  const known = migrations.filter(({ name }) => head.migrations.includes(name))
  const store = await openStore(place, known)
  try {
    await refuseFull(store)
    await store.transaction(async (tx) => {
      await putRows(tx, store.kind, lines())
      await noteRestoring(tx, head.at)
    })
    return { ...store, [Symbol.asyncDispose]: () => store.close() }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Reads a backup to its end. Throws a Problem when it is none, is cut short, was changed, or is newer than this program. */
export async function readBackup(lines: AsyncIterable<string>): Promise<{ readonly head: BackupHead; readonly holding: Holding }> {
  const hash = createHash('sha256')
  let head: BackupHead | null = null
  let rows = 0
  let last: string | null = null // of a whole backup it says what there is before it
  for await (const line of lines) {
    if (head === null) head = headOf(line)
    else {
      if (last !== null) {
        hash.update(last)
        rows++
      }
      last = line
    }
  }
  if (head === null) throw broken('It is no backup of Allclear')
  const sha256 = hash.digest('hex')
  if (last !== JSON.stringify({ rows, sha256 })) throw broken('It is cut short, or was changed after it was made')
  return { head, holding: { rows, sha256 } }
}

function headOf(line: string): BackupHead {
  let head: Partial<BackupHead> | null = null
  try {
    head = JSON.parse(line) as Partial<BackupHead>
  } catch {
    // said below
  }
  if (head?.allclear !== 'backup' || !Array.isArray(head.migrations)) throw broken('It is no backup of Allclear')
  const unknown = head.migrations.filter((name) => !migrations.some((one) => one.name === name))
  if (unknown.length > 0) {
    const message = `The backup was made by a newer Allclear: it has the table change ${unknown.at(-1)}, which this one does not know.`
    throw new Problem('bad-input', 'data_newer', message, 'Restore it with the version that made it, or a newer one.')
  }
  return head as BackupHead
}

const broken = (what: string) => new Problem('bad-input', 'backup_unreadable', `${what}.`, 'Nothing was changed. Take another backup.')

async function refuseFull({ db, kind }: Store) {
  for (const table of await tablesOf(db, kind)) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)
    if (rows.length > 0)
      throw new Problem(
        'bad-input',
        'data_present',
        `There is data already: the table ${table} has rows.`,
        'Restore into an empty database, or move the data away first. Nothing was changed.',
      )
  }
}

async function tablesOf(db: Db, kind: Store['kind']): Promise<string[]> {
  const named =
    kind === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
      : sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`
  const { rows } = await named.execute(db)
  return rows
    .map(({ name }) => name)
    .filter((name) => !BOOKS.includes(name) && name !== RESTORING)
    .sort()
}

// Both databases know where a row lies, and find the rows behind it without counting through those before.
async function* rowsOf(tx: Db, kind: Store['kind'], table: string): AsyncGenerator<Row> {
  const [place, first] = kind === 'sqlite' ? [sql`rowid`, sql`-1`] : [sql`ctid`, sql`'(0,0)'::tid`]
  const after = (last: unknown) => (last === null ? first : kind === 'sqlite' ? sql`${last}` : sql`${last}::tid`)
  for (let last: unknown = null; ;) {
    const asText = kind === 'sqlite' ? place : sql`ctid::text`
    const query = sql<Row>`select *, ${asText} as "~" from ${sql.table(table)} where ${place} > ${after(last)} order by ${place} limit ${sql.lit(AT_ONCE)}`
    const { rows } = await query.execute(tx)
    for (const { '~': _, ...row } of rows) yield row
    if (rows.length < AT_ONCE) return
    last = rows.at(-1)!['~']
  }
}

/** Puts the rows where they were. Whatever refers to another row is checked at the end of the transaction. */
async function putRows(tx: Db, kind: Store['kind'], lines: AsyncIterable<string>) {
  for await (const line of lines) {
    const read = JSON.parse(line) as [string, Row] | BackupHead
    if (!Array.isArray(read)) continue
    const [table, row] = read
    const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)))
    const system = kind === 'postgres' ? sql`overriding system value` : sql``
    await sql`insert into ${sql.table(table)} (${columns}) ${system} values (${sql.join(Object.values(row))})`.execute(tx)
  }
  if (kind === 'postgres') await goOnCounting(tx)
}

// PostgreSQL numbers on from where it was told to, not from the rows that are there.
async function goOnCounting(tx: Db) {
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns where table_schema = current_schema() and is_identity = 'YES'`.execute(
    tx,
  )
  for (const { table, column } of rows) {
    const sequence = sql`pg_get_serial_sequence(${table}, ${column})`
    await sql`select setval(${sequence}, coalesce((select max(${sql.ref(column)}) from ${sql.table(table)}), 0) + 1, false)`.execute(tx)
  }
}
