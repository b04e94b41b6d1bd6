import { createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { sealAt } from './sealed.ts'
import type { SealingKey } from './sealed.ts'
import { SEALED_COLUMNS } from './sealed-columns.ts'
import type { SealedColumn } from './sealed-columns.ts'
import type { Tx } from './store.ts'

/**
 * Seals every secret that an earlier version left as it was, once, in the transaction that makes the first data key: from then on what is not
 * sealed is refused, so that nobody can slip in a secret of their own. `linkKey` is ALLCLEAR_KEY, under which second factors stood before.
 */
export async function sealWhatIsPlain(tx: Tx, key: SealingKey, linkKey: string | undefined): Promise<void> {
  const old = linkKey ?? (await tx.selectFrom('installation').select('value').where('name', '=', 'key').executeTakeFirst())?.value
  for (const column of SEALED_COLUMNS)
    for (const row of await rowsOf(tx, column)) {
      const plain = column.table === 'credential' ? oldSecondFactor(old, row) : row.words
      await keepSealed(tx, column, row, sealAt(key, { ...column, row: row.key }, plain))
    }
}

type Row = { readonly key: readonly string[]; readonly words: string }

/** The rows of a column that hold a secret; with `notBy` those that do not begin with it, some of them. */
export async function rowsOf(tx: Tx, { table, column, key }: SealedColumn, only?: { notBy: string; limit: number }): Promise<Row[]> {
  const notBy = only
    ? sql`and substr(${sql.ref(column)}, 1, ${sql.lit(only.notBy.length)}) <> ${only.notBy} limit ${sql.lit(only.limit)}`
    : sql``
  const fields = sql.join([column, ...key].map((name) => sql.ref(name)))
  const { rows } = await sql<Record<string, string>>`
    select ${fields} from ${sql.table(table)} where ${sql.ref(column)} is not null ${notBy}`.execute(tx)
  return rows.map((row) => ({ key: key.map((name) => row[name]!), words: row[column]! }))
}

/** Puts other words in the place of those that were read, unless somebody has changed them meanwhile. */
export async function keepSealed(tx: Tx, { table, column, key }: SealedColumn, row: Row, words: string): Promise<void> {
  const itsRow = sql.join(key.map((name, n) => sql`${sql.ref(name)} = ${row.key[n]!}`), sql` and `) // prettier-ignore
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${words} where ${itsRow} and ${sql.ref(column)} = ${row.words}`.execute(tx)
}

// Before there were data keys they were sealed under the key of the links. One that does not open has been lost since that key was changed: in its
// place comes a secret that nobody knows, so that only a recovery code still lets its person in.
function oldSecondFactor(linkKey: string | undefined, row: Row): string {
  return (openOld(linkKey ?? '', row) ?? randomBytes(20)).toString('base64url')
}

function openOld(linkKey: string, { key: [person], words }: Row): Buffer | null {
  const bytes = Buffer.from(words, 'base64url')
  const key = Buffer.from(hkdfSync('sha256', linkKey, '', 'allclear second factor', 32))
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(`credential ${person} totp`))
    decipher.setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
  } catch {
    return null
  }
}
