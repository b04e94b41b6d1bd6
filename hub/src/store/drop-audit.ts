import { sql } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tx } from './store.ts'

const AT_ONCE = 500

/**
 * Drops some lines of the audit log that were added before `before`, the oldest of a chain first and never its last. An anchor keeps the hash up to
 * which it was dropped, and when: without one the database refuses. Says whether there may be more.
 */
export async function dropAudit(tx: Tx, before: Instant, at: Instant): Promise<boolean> {
  const neighbour = (direction: '<' | '>') =>
    sql<boolean>`exists (select 1 from audit as other where other.chain = old.chain and other.n ${sql.raw(direction)} old.n)`
  const oldest = tx
    .selectFrom('audit as old')
    .select('chain')
    .where('at', '<', before)
    .where(sql<boolean>`not ${neighbour('<')}`)
  const chain = (await oldest.where(neighbour('>')).limit(1).executeTakeFirst())?.chain
  if (chain === undefined) return false
  const lines = await tx.selectFrom('audit').select(['n', 'hash', 'at']).where('chain', '=', chain).orderBy('n').limit(AT_ONCE).execute()
  const young = lines.findIndex((line) => line.at >= before)
  const old = lines.slice(0, young === -1 ? lines.length - 1 : young)
  const end = old.at(-1)!
  await tx.insertInto('audit_anchor').values({ chain, n: end.n, hash: end.hash, at }).execute()
  await tx.deleteFrom('audit').where('chain', '=', chain).where('n', '<=', end.n).execute()
  return true
}
