import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { openStore } from '../../hub/src/store/store.ts'

const CONNECTIONS = 400 // ten for each hub, and as many for a while of those that were killed
const POSTGRES = fileURLToPath(new URL('../../.ci/postgres', import.meta.url))

/** A PostgreSQL of our own, empty, until it is disposed of. */
export type ThrowAway = AsyncDisposable & {
  readonly url: string
  readonly home: string
  /** Makes a database of this name and gives its URL. */
  database(name: string): Promise<string>
  /** Writes what stands in a database of it into a file, as SQL. */
  dump(url: string, file: string): Promise<void>
  /** As after a crash: no connection is ended in order. */
  restart(): Promise<void>
}

/** Starts one on a free port; needs Debian's package postgresql. */
export async function startPostgres(name: string): Promise<ThrowAway> {
  const home = join(tmpdir(), `allclear-prove-${name}-${process.pid}`)
  const env = { ...process.env, ALLCLEAR_TEST_POSTGRES: home }
  const run = async (...words: readonly string[]) => (await promisify(execFile)(POSTGRES, words, { env })).stdout.trim()
  const url = (await run('start', '-c', `max_connections=${CONNECTIONS}`)).split('\n').at(-1)!
  return {
    url,
    home,
    async database(database) {
      const store = await openStoreAsIs(url)
      await sql.raw(`create database ${database}`).execute(store.db)
      await store.close()
      return new URL(`/${database}`, url).href
    },
    dump: async (database, file) => void (await promisify(execFile)('pg_dump', ['--dbname', database, '--file', file])),
    restart: async () => void (await run('restart')),
    [Symbol.asyncDispose]: async () => void (await run('stop')),
  }
}

const openStoreAsIs = (url: string) => openStore({ url }, [])
