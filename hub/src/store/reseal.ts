import { sql } from 'kysely'
import { kindOf } from './kind.ts'
import { keepSealed, rowsOf } from './seal-what-is-plain.ts'
import { sealedBy } from './sealed.ts'
import { SEALED_COLUMNS } from './sealed-columns.ts'
import type { Db, Store } from './store.ts'

const AT_ONCE = 50

/** A data key in force: the newest seals, older ones still open what they have sealed. */
export type KeyState = { readonly id: number; readonly master: string; readonly madeAt: number; readonly rows: number }

/**
 * Seals some of what stands under an older data key anew under the newest, and takes the older ones away when nothing is left. Says whether there
 * may be more. Each bite is a transaction: after a crash it goes on where it was.
 */
export const resealSome = ({ transaction, seals }: Pick<Store, 'transaction' | 'seals'>): Promise<boolean> =>
  transaction(async (tx) => {
    const keys = await tx.selectFrom('data_key').select('id').orderBy('id', 'desc').execute()
    const [newest, ...older] = keys.map(({ id }) => id)
    if (older.length === 0) return false
    // Whoever is just sealing under an older one is waited for.
    if (kindOf(tx) === 'postgres') await sql`select id from data_key where id < ${newest} for update`.execute(tx)
    for (const column of SEALED_COLUMNS) {
      const rows = await rowsOf(tx, column, { notBy: sealedBy(String(newest)), limit: AT_ONCE })
      for (const row of rows) {
        const place = { ...column, row: row.key }
        await keepSealed(tx, column, row, await seals.seal(tx, place, await seals.open(tx, place, row.words)))
      }
      if (rows.length > 0) return true
    }
    await tx.deleteFrom('data_key').where('id', '<', newest!).execute()
    return false
  })

/** The data keys, the newest first, and how much each has sealed. */
export async function keyStates(db: Db): Promise<KeyState[]> {
  const keys = await db.selectFrom('data_key').select(['id', 'master', 'made_at']).orderBy('id', 'desc').execute()
  const states: KeyState[] = []
  for (const { id, master, made_at } of keys)
    states.push({ id, master, madeAt: made_at, rows: await countSealed(db, sealedBy(String(id))) })
  return states
}

async function countSealed(db: Db, prefix: string): Promise<number> {
  let sum = 0
  for (const { table, column } of SEALED_COLUMNS) {
    const begins = sql`substr(${sql.ref(column)}, 1, ${sql.lit(prefix.length)}) = ${prefix}`
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)} where ${begins}`.execute(db)
    sum += Number(rows[0]!.count)
  }
  return sum
}
