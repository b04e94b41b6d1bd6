import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'kysely'
import type { Deed } from '../domain/audit/deeds.ts'
import type { Instant } from '../domain/instant.ts'
import { chainOf, FIRST, linkOf } from './audit-link.ts'
import { kindOf } from './kind.ts'
import type { Db } from './store.ts'

/** Who did what to which thing; lines are added and never changed. */
export type AuditLine = {
  readonly at: Instant
  readonly partner: string | null // null: concerns the whole house
  readonly who: string
  readonly what: Deed
  readonly about: string
  readonly site?: string | null
}
export type StoredAuditLine = Required<AuditLine> & { readonly seq: number; readonly cameFrom: string | null }

const origin = new AsyncLocalStorage<string>()

/** Does what a request asks for: every line that is added on the way says from which address it came, and none can forget it. */
export const fromAddress = <Answer>(address: string, work: () => Answer): Answer => origin.run(address, work)

/**
 * Adds a line, in the transaction of the change itself, linked to the last of its chain. On PostgreSQL the chain is held until the transaction
 * ends, so that no two lines follow the same one: a chain for each partner keeps hubs from waiting for each other.
 */
export async function addAudit(db: Db, { at, partner, who, what, about, site = null }: AuditLine): Promise<void> {
  if (!db.isTransaction) return db.transaction().execute((tx) => addAudit(tx, { at, partner, who, what, about, site }))
  const chain = chainOf(partner)
  if (kindOf(db) === 'postgres') await sql`select pg_advisory_xact_lock(hashtextextended(${`audit ${chain}`}, 0))`.execute(db)
  const ends = db.selectFrom('audit').select(['n', 'hash']).where('chain', '=', chain)
  const last = (await ends.orderBy('n', 'desc').limit(1).executeTakeFirst()) ?? { n: 0, hash: FIRST }
  const line = { at, partner, who, what, about, site, came_from: origin.getStore() ?? null, n: last.n + 1 }
  await db
    .insertInto('audit')
    .values({ ...line, chain, hash: linkOf(last.hash, line) })
    .execute()
}

/** `before` is the last `seq` of the page before; `from` is inclusive, `until` exclusive. */
export type AuditFilter = {
  readonly partner?: string | null
  readonly who?: string | undefined
  readonly site?: string | undefined
  readonly whats?: readonly Deed[] | undefined
  readonly from?: Instant | undefined
  readonly until?: Instant | undefined
  readonly before?: number | undefined
  readonly limit: number
}

/** The newest first; `partner: null` lists all, for the operator. */
export async function listAudit(db: Db, { partner = null, limit, ...only }: AuditFilter): Promise<StoredAuditLine[]> {
  let query = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (only.who !== undefined) query = query.where('who', '=', only.who)
  if (only.site !== undefined) query = query.where('site', '=', only.site)
  if (only.whats !== undefined) query = query.where('what', 'in', [...only.whats])
  if (only.from !== undefined) query = query.where('at', '>=', only.from)
  if (only.until !== undefined) query = query.where('at', '<', only.until)
  if (only.before !== undefined) query = query.where('seq', '<', only.before)
  return (await query.execute()).map(({ seq, partner, who, about, site, ...line }) => ({
    ...{ seq, partner, who, about, site },
    ...{ at: line.at as Instant, what: line.what as Deed, cameFrom: line.came_from },
  }))
}
