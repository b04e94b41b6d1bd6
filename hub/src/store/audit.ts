import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** Who did what to which thing; lines are added and never changed. */
export type AuditLine = {
  readonly at: Instant
  readonly partner: string | null // null: concerns the whole house
  readonly who: string
  readonly what: string
  readonly about: string
}

/** Adds a line, in the transaction of the change itself. */
export async function addAudit(tx: Db, line: AuditLine): Promise<void> {
  await tx.insertInto('audit').values(line).execute()
}

export type AuditFilter = { partner?: string | null; before?: number; limit: number }

/** The newest first; `partner: null` lists all, for the operator; `before` is the last `seq` of the page before. */
export async function listAudit(db: Db, { partner = null, before, limit }: AuditFilter): Promise<(AuditLine & { readonly seq: number })[]> {
  let query = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (before !== undefined) query = query.where('seq', '<', before)
  return (await query.execute()).map(({ at, ...same }) => ({ ...same, at: at as Instant }))
}
