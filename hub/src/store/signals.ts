import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import type { Tables } from './schema.ts'
import type { Signals } from './store.ts'

const AGAIN_MS = 1000

// Installations may share a database in schemas of their own: each has a channel of its own.
const CHANNEL = `'allclear_' || md5(current_schema())`

/** `LISTEN` and `NOTIFY` of PostgreSQL. A call that is lost with a connection is lost for good: who must know looks into the tables. */
export const signalsOf = (db: Kysely<Tables>, url: string): Signals => ({
  async call(text) {
    await sql`select pg_notify(${sql.raw(CHANNEL)}, ${text})`.execute(db)
  },
  hear: (listener) => listen(url, listener),
})

function listen(url: string, listener: (text: string) => void): () => Promise<void> {
  let isOver = false
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true })
    client = fresh
    fresh.on('error', () => {}) // its end follows
    fresh.once('end', again)
    fresh.on('notification', ({ payload }) => listener(payload ?? ''))
    try {
      await fresh.connect()
      const { rows } = await fresh.query<{ channel: string }>(`select ${CHANNEL} as channel`)
      await fresh.query(`listen ${rows[0]!.channel}`)
    } catch {
      await fresh.end().catch(() => {})
    }
  }
  const again = () => {
    if (!isOver) timer = setTimeout(() => void connect(), AGAIN_MS)
  }
  void connect()
  return async () => {
    isOver = true
    clearTimeout(timer)
    await client?.end().catch(() => {})
  }
}
