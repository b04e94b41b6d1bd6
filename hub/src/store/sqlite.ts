import { DatabaseSync } from 'node:sqlite'
import { type Dialect, type Driver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { Problem } from '../problem.ts'
import { bindable } from './bindable.ts'
import { holdData } from './lock.ts'
import type { Tables } from './schema.ts'
import { SqliteDriver } from './sqlite-driver.ts'
import type { Opened } from './store.ts'

/** Below it, a race while the log starts anew can lose committed writes (sqlite.org/wal.html#walresetbug). */
const OLDEST = [3, 51, 3] as const

const NOBODY_ELSE: Opened['signals'] = { call: async () => {}, hear: () => async () => {} }

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
    return { db, kind: 'sqlite', transaction, house: { db, transaction }, signals: NOBODY_ELSE, close }
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
    return { db, kind: 'sqlite', transaction, house: { db, transaction }, signals: NOBODY_ELSE, close: () => db.destroy() }
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
    const isNew = database.prepare('pragma page_count').get()!.page_count === 0
    if (isNew) database.exec('pragma auto_vacuum = incremental') // of a file that is there it would change a byte
    database.exec('pragma journal_mode = wal; pragma synchronous = full')
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
