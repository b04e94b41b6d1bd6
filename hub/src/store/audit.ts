import { AsyncLocalStorage } from 'node:async_hooks'
import type { Deed } from '../domain/audit/deeds.ts'
import type { Instant } from '../domain/instant.ts'
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

/** Adds a line, in the transaction of the change itself. */
export async function addAudit(tx: Db, line: AuditLine): Promise<void> {
  const cameFrom = origin.getStore() ?? null
  await tx
    .insertInto('audit')
    .values({ ...line, site: line.site ?? null, came_from: cameFrom })
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
  return (await query.execute()).map(({ at, what, came_from, ...same }) => ({
    ...{ ...same, at: at as Instant, what: what as Deed, cameFrom: came_from },
  }))
}
