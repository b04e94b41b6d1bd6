import { AsyncLocalStorage } from 'node:async_hooks'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'

const MOST_STATEMENTS = 200
const MOST_TOGETHER = 100 // transactions in one commit
const SLICE_MS = 10 // of the thread's time, then others have theirs

type Prepared = { readonly statement: StatementSync; readonly columns: readonly string[] } // no columns: it gives no rows

// A list of values made a row costs a third of what the rows of node:sqlite do, and their null prototype is refused by deepStrictEqual and others.
function named(columns: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const [n, column] of columns.entries()) row[column] = values[n]
  return row
}

/**
 * One connection, one user of it at a time. Transactions that wait for their turn at the same moment are stored by one commit: each stands or falls by
 * itself, and none is told that it is stored before it is on the disk. A query outside waits until the open transaction has ended, and whoever comes first
 * goes first. However many wait, the thread looks up every 10 ms, so that the hub hears and answers meanwhile.
 */
export class SqliteDriver implements Driver {
  readonly #database: DatabaseSync
  readonly #begin: 'begin immediate' | 'begin'
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>()
  readonly #statements = new Map<string, Prepared>()
  readonly #waiting: (() => void)[] = []
  #isTaken = false
  #sliceEnds: number | null = null
  #together: PromiseWithResolvers<void> | null = null // stored with the next commit
  #members = 0
  #isOpen = false

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

  async acquireConnection(): Promise<SqliteConnection> {
    if (this.#inside.getStore()?.open) throw new Error('Inside a transaction only its `tx` may be used: `db` would wait for it for ever')
    return new SqliteConnection((connection, query) => (connection.isInTransaction ? this.#execute(query) : this.#executeAlone(query)))
  }

  async releaseConnection() {}

  async beginTransaction(connection: SqliteConnection) {
    await this.#take()
    try {
      this.#open()
      this.#database.exec('savepoint one')
      connection.isInTransaction = true
    } catch (error) {
      this.#pass()
      throw error
    }
  }

  async commitTransaction(connection: SqliteConnection) {
    this.#mustBeWhole()
    this.#database.exec('release one')
    connection.isInTransaction = false
    const stored = this.#join()
    this.#pass()
    await stored
  }

  async rollbackTransaction(connection: SqliteConnection) {
    connection.isInTransaction = false
    if (this.#database.isTransaction) this.#database.exec('rollback to one; release one')
    this.#pass()
  }

  async destroy() {
    await this.#take()
    this.#database.close()
  }

  async #executeAlone<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const isReading = /^\s*select\b/i.test(query.sql)
    await this.#take()
    let stored: Promise<void> | null = null
    try {
      if (isReading) return this.#execute(query)
      if (query.sql.startsWith('pragma ')) this.#commit()
      else if (this.#waiting.length > 0) this.#open()
      const result = this.#execute<Row>(query)
      if (this.#isOpen) stored = this.#join()
      return result
    } finally {
      this.#pass()
      await stored
    }
  }

  #execute<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    this.#mustBeWhole()
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

  #open() {
    if (this.#isOpen) return
    this.#database.exec(this.#begin)
    this.#isOpen = true
  }

  #join(): Promise<void> {
    this.#members += 1
    this.#together ??= Promise.withResolvers<void>()
    return this.#together.promise
  }

  #commit() {
    if (!this.#isOpen) return
    const together = this.#together
    this.#isOpen = false
    this.#together = null
    this.#members = 0
    try {
      this.#mustBeWhole(true)
      this.#database.exec('commit')
      together?.resolve()
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback')
      together?.reject(error)
    }
  }

  // A full disk makes SQLite roll back by itself; what followed would then be stored piece by piece.
  #mustBeWhole(isOpen = this.#isOpen) {
    if (isOpen && !this.#database.isTransaction) throw new Error('SQLite has rolled this transaction back')
  }

  #take(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (!this.#isTaken) this.#next()
    })
  }

  #pass() {
    this.#isTaken = false
    const isRolledBack = this.#isOpen && !this.#database.isTransaction
    if (isRolledBack || this.#waiting.length === 0 || this.#members >= MOST_TOGETHER || this.#isSliceOver()) this.#commit()
    this.#next()
  }

  #next() {
    if (this.#waiting.length === 0) return
    this.#isTaken = true
    if (this.#isSliceOver()) setImmediate(() => this.#grant())
    else this.#grant()
  }

  #grant() {
    this.#sliceEnds ??= this.#beginSlice()
    this.#waiting.shift()!()
  }

  #beginSlice(): number {
    setImmediate(() => (this.#sliceEnds = null))
    return performance.now() + SLICE_MS
  }

  readonly #isSliceOver = () => this.#sliceEnds !== null && performance.now() > this.#sliceEnds
}

/** What Kysely holds while it asks; the turn is taken only when something is asked. */
class SqliteConnection implements DatabaseConnection {
  readonly #ask: <Row>(connection: SqliteConnection, query: CompiledQuery) => QueryResult<Row> | Promise<QueryResult<Row>>
  isInTransaction = false

  constructor(ask: <Row>(connection: SqliteConnection, query: CompiledQuery) => QueryResult<Row> | Promise<QueryResult<Row>>) {
    this.#ask = ask
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#ask(this, query)
  }

  streamQuery(): never {
    throw new Error('Long reads use a connection of their own')
  }
}
