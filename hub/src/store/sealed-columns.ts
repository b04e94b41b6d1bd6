import type { SealedPlace } from './sealed.ts'
import type { Tables } from './schema.ts'

/** A column whose words are sealed, and the key of its rows. */
export type SealedColumn = { readonly table: keyof Tables; readonly column: string; readonly key: readonly string[] }

/** Every column that holds a secret which must be read again. What only has to be recognised is kept as a hash and not here. */
export const SEALED_COLUMNS = [
  { table: 'installation', column: 'value', key: ['name'] }, // links, addresses to answer to, orders to agents and push are made of it
  { table: 'credential', column: 'totp', key: ['person'] },
  { table: 'browser', column: 'auth', key: ['endpoint'] },
  { table: 'challenge', column: 'body', key: ['hash'] }, // verifier and nonce of a login through a provider
  { table: 'opt_out', column: 'token', key: ['partner', 'address'] },
] as const satisfies readonly SealedColumn[]

type Name = (typeof SEALED_COLUMNS)[number]['table']

/** Where the secret of one row of such a table stands. */
export function sealedPlace(table: Name, ...row: string[]): SealedPlace {
  const { column } = SEALED_COLUMNS.find((one) => one.table === table)!
  return { table, column, row }
}
