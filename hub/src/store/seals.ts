import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Problem } from '../problem.ts'
import { kindOf } from './kind.ts'
import { makeMasterKey, readMasterKeys } from './master-keys.ts'
import type { MasterKeyPlace } from './master-keys.ts'
import { keyIdOf, openAt, sealAt } from './sealed.ts'
import type { SealedPlace, SealingKey } from './sealed.ts'
import { sealWhatIsPlain } from './seal-what-is-plain.ts'
import type { Db, Tx } from './store.ts'

/** Secrets at rest, sealed under a data key that is itself sealed under the master key, which the database never holds. */
export type Seals = {
  /** Opens the data keys, and makes the first one; a Problem where the master key is not there or another one. */
  ready(within?: Db): Promise<void>
  /** Seals words for their place under the newest data key, in the transaction that stores them. */
  seal(tx: Db, place: SealedPlace, words: string): Promise<string>
  /** What was sealed at this place. Throws when it was changed or moved. */
  open(db: Db, place: SealedPlace, sealed: string): Promise<string>
  /** Makes a new data key, under which all is sealed from then on, and gives its number; `resealSome` brings the rest over. */
  renew(tx: Tx, at: number): Promise<number>
}

/** The seals of a store. Nothing is read or made before the first that is asked of them; `linkKey` is ALLCLEAR_KEY. */
export function sealsOf(db: Db, where: MasterKeyPlace, linkKey: string | undefined): Seals {
  const opened = new Map<string, SealingKey>()
  let masters: readonly SealingKey[] | null = null
  let begun: Promise<void> | null = null

  const begin = async (tx: Tx) => {
    masters = readMasterKeys(where)
    await oneByOne(tx)
    const kept = await tx.selectFrom('data_key').select('id').execute()
    if (kept.length === 0) {
      masters ??= makeMasterKey(where)
      await sealWhatIsPlain(tx, await add(tx, 1, Date.now()), linkKey)
    }
    if (masters === null) throw missing(where)
    for (const { id } of kept) await openKey(tx, String(id))
    await wrapAnew(tx)
  }
  const ready = (within: Db = db) => {
    const work = () => (within.isTransaction ? begin(within as Tx) : within.transaction().execute(begin))
    begun ??= work().catch((error: unknown) => {
      begun = null
      throw error
    })
    return begun
  }

  const add = async (tx: Tx, number: number, at: number) => {
    const key = { id: String(number), key: randomBytes(32) }
    const [master] = masters!
    const sealed = sealAt(master!, placeOfKey(key.id), key.key)
    await tx.insertInto('data_key').values({ id: number, sealed, master: master!.id, made_at: at }).execute()
    opened.set(key.id, key)
    return key
  }
  const openKey = async (tx: Db, id: string): Promise<SealingKey> => {
    const known = opened.get(id)
    if (known) return known
    const row = await tx.selectFrom('data_key').select(['sealed', 'master']).where('id', '=', Number(id)).executeTakeFirst()
    if (!row) throw new Error(`There is no data key ${id}`)
    const master = masters!.find((one) => one.id === row.master)
    const key = master && openAt(master, placeOfKey(id), row.sealed)
    if (!key) throw mismatch(row.master, where)
    opened.set(id, { id, key })
    return { id, key }
  }
  // A new master key stands before the old one: then the data keys are sealed anew, and no more than them.
  const wrapAnew = async (tx: Tx) => {
    const [master] = masters!
    const rows = await tx.selectFrom('data_key').select('id').where('master', '!=', master!.id).execute()
    for (const { id } of rows) {
      const sealed = sealAt(master!, placeOfKey(String(id)), (await openKey(tx, String(id))).key)
      await tx.updateTable('data_key').set({ sealed, master: master!.id }).where('id', '=', id).execute()
    }
  }

  return {
    ready,
    async seal(tx, place, words) {
      await ready(tx)
      return sealAt(await openKey(tx, await newestKey(tx)), place, words)
    },
    async open(from, place, sealed) {
      await ready(from)
      const id = keyIdOf(sealed)
      const words = id === null ? null : openAt(await openKey(from, id), place, sealed)
      if (words) return words.toString()
      throw new Error(`What stands in ${place.table}.${place.column} was changed, or moved from another row`)
    },
    async renew(tx, at) {
      await oneByOne(tx)
      const number = Number(await newestKey(tx)) + 1
      await add(tx, number, at)
      return number
    },
  }
}

const placeOfKey = (id: string): SealedPlace => ({ table: 'data_key', column: 'sealed', row: [id] })

// It is held until the transaction ends: a key under which something is being sealed is not taken away meanwhile.
async function newestKey(tx: Db): Promise<string> {
  const newest = tx.selectFrom('data_key').select('id').orderBy('id', 'desc').limit(1)
  const { id } = await (kindOf(tx) === 'postgres' && tx.isTransaction ? newest.forShare() : newest).executeTakeFirstOrThrow()
  return String(id)
}

// Hubs that start together make one key. The number is only ours; the lock ends with the transaction.
async function oneByOne(tx: Tx) {
  if (kindOf(tx) === 'postgres') await sql`select pg_advisory_xact_lock(4714814)`.execute(tx)
}

const named = ({ given, file }: MasterKeyPlace) => (given ? 'ALLCLEAR_MASTER_KEY' : (file ?? 'memory'))

const missing = (where: MasterKeyPlace) =>
  new Problem(
    'ours',
    'key_missing',
    `The database holds secrets that are sealed, and their master key is not there: ${named(where)}.`,
    'Put the key back there, as it was kept apart from the backups; another hub on the same database has it too. Or name its place: hub.master-key-file, or ALLCLEAR_MASTER_KEY.',
  )

const mismatch = (id: string, where: MasterKeyPlace) =>
  new Problem(
    'ours',
    'key_mismatch',
    `The secrets in the database are sealed under the master key ${id}, and ${named(where)} holds another one.`,
    'Put that key there: all hubs on one database need the same. When the key is changed, the old one stays in the line below it for one start. Nothing was changed.',
  )
