import { AsyncLocalStorage } from 'node:async_hooks'
import { DatabaseSync } from 'node:sqlite'
import type { StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { Problem } from '../problem.ts'
import { bindable } from './bindable.ts'
import { holdData } from './lock.ts'
import type { Tables } from './schema.ts'
import type { Opened } from './store.ts'

/** Below it, a race while the log starts anew can lose committed writes (sqlite.org/wal.html#walresetbug). */
const OLDEST = [3, 51, 3] as const

const NOBODY_ELSE: Opened['signals'] = { call: async () => {}, hear: () => async () => {} }
const MOST_STATEMENTS = 200

/** Opens the file, or `:memory:`, with the only writing connection to it. A second hub on the same file is refused. */
export function openSqlite(file: string): Opened {
  const hold = file === ':memory:' ? null : holdData(file)
  try {
    const driver = new SqliteDriver(openDatabase(file))
    const db = new Kysely<Tables>({ dialect: sqliteDialect(driver) })
    const close = async () => {
      await db.destroy()
      hold?.release()
    }
    const transaction: Opened['transaction'] = (work) => db.transaction().execute((tx) => driver.within(() => work(tx)))
    return { db, kind: 'sqlite', transaction, signals: NOBODY_ELSE, close }
  } catch (error) {
    hold?.release()
    throw error
  }
}

/** Opens the file beside a hub that may be working on it: what is read in one transaction is of one moment, and nothing can be written. */
export function readSqlite(file: string): Opened {
  try {
    const driver = new SqliteDriver(new DatabaseSync(file, { timeout: 5000, readOnly: true }), 'begin')
    const db = new Kysely<Tables>({ dialect: sqliteDialect(driver) })
    const transaction: Opened['transaction'] = (work) => db.transaction().execute(work)
    return { db, kind: 'sqlite', transaction, signals: NOBODY_ELSE, close: () => db.destroy() }
  } catch (error) {
    throw new Problem('bad-input', 'data_unreadable', `The database ${file} cannot be read: ${(error as Error).message}.`, FIX_FILE, {
      cause: error,
    })
  }
}

function openDatabase(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true })
    refuseOld(String(database.prepare('select sqlite_version() as version').get()!.version))
    database.exec('pragma auto_vacuum = incremental; pragma journal_mode = wal; pragma synchronous = full')
    return database
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('ours', 'data_unreadable', `The database ${file} cannot be opened: ${(error as Error).message}.`, FIX_FILE, {
      cause: error,
    })
  }
}
const FIX_FILE = 'Check that it is a file of Allclear and that the user who runs it may write there, or name another place with --data.'

/** Refuses a SQLite that can lose what it said was stored. */
export function refuseOld(version: string) {
  const parts = version.split('.').map(Number)
  for (const [index, least] of OLDEST.entries()) {
    const part = parts[index] ?? 0
    if (part > least) return
    if (part < least) {
      const message = `This Node brings SQLite ${version}, which can lose committed writes; ${OLDEST.join('.')} is the oldest that does not.`
      throw new Problem('ours', 'sqlite_outdated', message, 'Run Allclear with the Node it brings along: npm start.')
    }
  }
}

const sqliteDialect = (driver: Driver): Dialect => ({
  createDriver: () => driver,
  createQueryCompiler: () => new BindingCompiler(),
  createAdapter: () => new OwnMutexAdapter(),
  createIntrospector: (db) => new SqliteIntrospector(db),
})

class BindingCompiler extends SqliteQueryCompiler {
  protected override addParameter(parameter: unknown) {
    super.addParameter(bindable(parameter))
  }
}

/** Kysely's own mutex would let a plain query inside a transaction wait for itself for ever; ours sees that and says so. */
class OwnMutexAdapter extends SqliteAdapter {
  override get supportsMultipleConnections() {
    return true
  }
}

type Prepared = { readonly statement: StatementSync; readonly columns: readonly string[] } // no columns: it gives no rows

// A list of values made a row costs a third of what the rows of node:sqlite do, and their null prototype is refused by deepStrictEqual and others.
function named(columns: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const [n, column] of columns.entries()) row[column] = values[n]
  return row
}

/** One connection, one user of it at a time: a query outside waits until the open transaction has ended. */
class SqliteDriver implements Driver {
  readonly #database: DatabaseSync
  readonly #begin: 'begin immediate' | 'begin'
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>()
  #free: Promise<void> = Promise.resolve()
  #release = () => {}
  #begun = false
  readonly #statements = new Map<string, Prepared>()

  constructor(database: DatabaseSync, begin: 'begin immediate' | 'begin' = 'begin immediate') {
    this.#database = database
    this.#begin = begin
  }

  /** Runs a transaction's work so that a query past its `tx` is found out. */
  async within<T>(work: () => Promise<T>): Promise<T> {
    const mark = { open: true }
    try {
      return await this.#inside.run(mark, work)
    } finally {
      mark.open = false
    }
  }

  async init() {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#inside.getStore()?.open) throw new Error('Inside a transaction only its `tx` may be used: `db` would wait for it for ever')
    const before = this.#free
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#free = promise
    await before
    this.#release = resolve
    return { executeQuery: async (query) => this.#execute(query), streamQuery: () => this.#refuseStream() }
  }

  async releaseConnection() {
    this.#release()
  }

  async beginTransaction() {
    this.#database.exec(this.#begin)
    this.#begun = true
  }

  async commitTransaction() {
    this.#mustBeOpen()
    this.#database.exec('commit')
    this.#begun = false
  }

  async rollbackTransaction() {
    this.#begun = false
    if (this.#database.isTransaction) this.#database.exec('rollback')
  }

  async destroy() {
    await this.#free
    this.#database.close()
  }

  #execute<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    this.#mustBeOpen()
    const { statement, columns } = this.#statement(sql)
    const values = parameters as (string | number | Uint8Array | null)[]
    if (columns.length > 0) return { rows: (statement.all(...values) as unknown as unknown[][]).map((row) => named(columns, row) as Row) }
    if (sql.startsWith('pragma ')) {
      this.#database.exec(sql) // `run` would take one step of it, and some take many
      return { rows: [] }
    }
    const { changes, lastInsertRowid } = statement.run(...values)
    if (sql.startsWith('alter table ')) this.#statements.clear() // what `*` stands for may be more by now
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  // What is asked again and again is read by SQLite once: that is a third of what a small query takes.
  #statement(sql: string): Prepared {
    const known = this.#statements.get(sql)
    if (known) return known
    if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear()
    const statement = this.#database.prepare(sql)
    const columns = statement.columns().map(({ name }) => name)
    if (columns.length > 0) statement.setReturnArrays(true)
    this.#statements.set(sql, { statement, columns })
    return { statement, columns }
  }

  // A full disk makes SQLite roll back by itself; what followed would then be stored piece by piece.
  #mustBeOpen() {
    if (this.#begun && !this.#database.isTransaction) throw new Error('SQLite has rolled this transaction back')
  }

  #refuseStream(): never {
    throw new Error('Long reads use a connection of their own')
  }
}
