import { Kysely, PostgresAdapter, PostgresDriver, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Dialect } from 'kysely'
import pg from 'pg'
import { Problem } from '../problem.ts'
import { bindable } from './bindable.ts'
import { signalsOf } from './signals.ts'
import type { Tables } from './schema.ts'
import type { Opened } from './store.ts'
import { TenantDriver } from './tenant-driver.ts'

const BIGINT = 20 // pg hands it over as text; every number of ours is below 2^53

/** A pool of connections to PostgreSQL. A connection that breaks is replaced; the work on it fails and is asked for again. */
export async function openPostgres(url: string): Promise<Opened> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // Before any other query: a connection that does not know for whom it asks would be shown nothing at all. Where that fails, there is none.
    onConnect: (client) => client.query(`set allclear.partner = '*'`).then(() => {}),
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 10_000, // a hub that is held up holds up the others no longer than its leases last
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === BIGINT ? Number : pg.types.getTypeParser(oid, format as 'text')),
    },
  })
  // Without listeners a restart of the database would end this process; who waits for an answer hears of it anyway.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
  })
  await firstConnection(pool, url)
  const db = askedThrough(new TenantDriver({ pool }))
  const house = askedThrough(new PostgresDriver({ pool }))
  return { ...db, kind: 'postgres', house, signals: signalsOf(house.db, url), close: () => house.db.destroy() }
}

function askedThrough(driver: PostgresDriver): Opened['house'] {
  const db = new Kysely<Tables>({ dialect: postgresDialect(driver) })
  return { db, transaction: (work) => db.transaction().execute(work) }
}

async function firstConnection(pool: pg.Pool, url: string) {
  try {
    const client = await pool.connect()
    client.release()
  } catch (error) {
    await pool.end()
    const { message, code } = error as NodeJS.ErrnoException
    const what = `The database ${withoutSecrets(url)} cannot be reached: ${message || code}.`
    throw new Problem('ours', 'database_unreachable', what, 'Check DATABASE_URL and that PostgreSQL is running.', { cause: error })
  }
}

function withoutSecrets(url: string): string {
  const { host, pathname } = URL.parse(url) ?? { host: '', pathname: '' }
  return `${host}${pathname}`
}

const postgresDialect = (driver: PostgresDriver): Dialect => ({
  createDriver: () => driver,
  createQueryCompiler: () => new BindingCompiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db) => new PostgresIntrospector(db),
})

class BindingCompiler extends PostgresQueryCompiler {
  protected override addParameter(parameter: unknown) {
    super.addParameter(bindable(parameter))
  }
}
