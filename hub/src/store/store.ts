import { dirname, join } from 'node:path'
import type { Kysely, Transaction } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import { keepBeforeUpgrade } from './keep-before-upgrade.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import type { MasterKeyPlace } from './master-keys.ts'
import { endRestore } from './restored.ts'
import type { Tables } from './schema.ts'
import { sealsOf } from './seals.ts'
import type { Seals } from './seals.ts'
import { openSqlite, readSqlite } from './sqlite.ts'

/** What a store function asks of: the store itself, or a transaction of it. */
export type Db = Kysely<Tables> | Transaction<Tables>

export type Tx = Transaction<Tables>

export type Store = {
  readonly db: Kysely<Tables>
  readonly kind: 'sqlite' | 'postgres'
  /** Everything in `work` is stored, or nothing. Only `tx` may be used inside, and nothing but SQL awaited. */
  transaction<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>
  /** How hubs on the same data wake each other; where there can be only one, nobody hears. */
  readonly signals: Signals
  /** Secrets at rest. */
  readonly seals: Seals
  /** The same, asked for every tenant whoever's request is being answered. */
  readonly house: Pick<Store, 'db' | 'transaction'>
  close(): Promise<void>
}

/** The store as the engine asks it: what a tenant's request sets going is done for all that it concerns, and after the request as well. */
export const forHouse = (store: Store): Store => ({ ...store, ...store.house })

/** What hubs call out to each other: only a hint, heard by those who listen at that moment. What is true stands in the tables. */
export type Signals = {
  call(text: string): Promise<void>
  /** Listens again after its connection was lost; gives how to end it. */
  hear(listener: (text: string) => void): () => Promise<void>
}

/**
 * Where a store is: PostgreSQL where a `url` is given, else the SQLite `file`, or memory. `masterKey` is where the key is that its secrets are sealed
 * under: beside the file where nothing is said.
 */
export type Place = { readonly file?: string; readonly url?: string; readonly masterKey?: MasterKeyPlace }

/**
 * Opens a store and brings its tables up to this version, or as far as `steps` go. Data of an earlier version is kept before that where it is a file,
 * and `say` is told.
 */
export async function openStore(
  place: Place,
  steps: readonly Migration[] = migrations,
  say: (what: string) => void = () => {},
): Promise<Store> {
  const { file, url } = place
  const opened = url ? await (await import('./postgres.ts')).openPostgres(url) : openSqlite(file ?? ':memory:')
  const store = withSeals(opened, place)
  try {
    const now = Date.now() as Instant
    await migrate(store.db, steps, now, async (version) => {
      if (file && !url) await keepBeforeUpgrade(file, version, now, say)
      else say(`The tables that ${version} wrote are brought forward. The way back is what pg_dump or \`allclear backup\` has kept before.`)
    })
    await store.transaction((tx) => endRestore(tx, now))
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Opens a store to read of it, beside a hub that may be working on it; its tables stay as they are. */
export const openToRead = async (place: Place): Promise<Store> =>
  withSeals(place.url ? await (await import('./postgres.ts')).openPostgres(place.url) : readSqlite(place.file ?? ':memory:'), place)

/** A store as its database opens it. */
export type Opened = Omit<Store, 'seals'>

const withSeals = (opened: Opened, { file, masterKey }: Place): Store => ({
  ...opened,
  seals: sealsOf(
    opened.house.db,
    masterKey ?? (file === undefined || file === ':memory:' ? {} : { file: join(dirname(file), 'master.key') }),
    process.env.ALLCLEAR_KEY,
  ),
})
