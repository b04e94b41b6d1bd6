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
  readonly agent: string | null // what the browser of a session called itself
  readonly via: Tables['token']['via'] // how a session began
  readonly sites: readonly string[] | null // the only ones that it sees; null: every one
}
export type Token = NewToken & { readonly usedAt: Instant | null; readonly endedAt: Instant | null }

/** Keeps a token by its hash. */
export async function addToken(db: Db, token: NewToken): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(token.hash)) throw new TypeError('A token is stored as its SHA-256 only')
  const { madeAt, expiresAt, sites, ...same } = token
  await db
    .insertInto('token')
    .values({ ...same, sites: sites && JSON.stringify(sites), made_at: madeAt, expires_at: expiresAt, used_at: null, ended_at: null })
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

/** Whose tokens: a person of a partner, or of the operator (`null`). */
export type Holder = { readonly person: string; readonly partner: string | null }

/** Ends a person's tokens of a kind, all but `except`; gives how many were good. */
export async function endTokensOf(
  db: Db,
  { person, partner }: Holder,
  kind: Token['kind'],
  now: Instant,
  except: string | null = null,
): Promise<number> {
  let ended = db
    .updateTable('token')
    .set({ ended_at: now })
    .where('person', '=', person)
    .where('partner', partner === null ? 'is' : '=', partner)
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
  if (except !== null) ended = ended.where('id', '!=', except)
  return Number((await ended.executeTakeFirstOrThrow()).numUpdatedRows)
}

/** The tokens of a kind that are good, the newest first: one person's, or a partner's and everybody's where `whose` says so. */
export async function goodTokens(db: Db, kind: Token['kind'], whose: Partial<Holder>, now: Instant): Promise<Token[]> {
  let query = db
    .selectFrom('token')
    .selectAll()
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
  if (whose.person !== undefined) query = query.where('person', '=', whose.person)
  if (whose.partner !== undefined) query = query.where('partner', whose.partner === null ? 'is' : '=', whose.partner)
  return (await query.orderBy('made_at', 'desc').limit(1000).execute()).map(fromRow)
}

/** Notes that a token was used. */
export async function touchToken(db: Db, id: string, now: Instant): Promise<void> {
  await db.updateTable('token').set({ used_at: now }).where('id', '=', id).execute()
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
  agent: row.agent,
  via: row.via,
  sites: row.sites === null ? null : (JSON.parse(row.sites) as string[]),
})
