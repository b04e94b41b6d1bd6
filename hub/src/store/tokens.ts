import type { Selectable } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

export type NewToken = {
  readonly id: string
  readonly hash: string // SHA-256 in hexadecimal; the token itself is shown once and kept nowhere
  readonly name: string
  readonly role: string
  readonly person: string | null
  readonly partner: string | null
  readonly kind: Tables['token']['kind']
  readonly madeAt: Instant
  readonly expiresAt: Instant | null
}
export type Token = NewToken & { readonly usedAt: Instant | null; readonly endedAt: Instant | null }

/** Keeps a token by its hash. */
export async function addToken(db: Db, token: NewToken): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(token.hash)) throw new TypeError('A token is stored as its SHA-256 only')
  const { madeAt, expiresAt, ...same } = token
  await db
    .insertInto('token')
    .values({ ...same, made_at: madeAt, expires_at: expiresAt, used_at: null, ended_at: null })
    .execute()
}

/** The API token, session or calendar's address of that hash while it is good. A login link is none: it is spent. */
export async function findToken(db: Db, hash: string, now: Instant): Promise<Token | null> {
  const row = await db
    .selectFrom('token')
    .selectAll()
    .where('hash', '=', hash)
    .where('kind', '!=', 'login')
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Spends a login link: the first who comes gets it, everyone after that null. */
export async function spendLogin(db: Db, hash: string, now: Instant): Promise<Token | null> {
  const row = await db
    .updateTable('token')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('kind', '=', 'login')
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .returningAll()
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Ends a token; false when it had ended before or is not there. */
export async function endToken(db: Db, id: string, now: Instant): Promise<boolean> {
  const ended = db.updateTable('token').set({ ended_at: now }).where('id', '=', id).where('ended_at', 'is', null)
  return (await ended.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Ends a person's tokens of a kind; gives how many were good. */
export async function endTokensOf(db: Db, person: string, kind: Token['kind'], now: Instant): Promise<number> {
  const ended = db
    .updateTable('token')
    .set({ ended_at: now })
    .where('person', '=', person)
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
  return Number((await ended.executeTakeFirstOrThrow()).numUpdatedRows)
}

const fromRow = (row: Selectable<Tables['token']>): Token => ({
  id: row.id,
  hash: row.hash,
  name: row.name,
  role: row.role,
  person: row.person,
  partner: row.partner,
  kind: row.kind,
  madeAt: row.made_at as Instant,
  expiresAt: row.expires_at as Instant | null,
  usedAt: row.used_at as Instant | null,
  endedAt: row.ended_at as Instant | null,
})
