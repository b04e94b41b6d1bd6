import { sql } from 'kysely'
import { chainOf, FIRST, linkOf } from '../audit-link.ts'
import { kindOf } from '../kind.ts'
import type { Db } from '../store.ts'
import { onlyAdded } from './only-added.ts'
import { makeTable } from './table.ts'

const AT_ONCE = 1000

/**
 * Lines of the audit log hang together by hashes, a chain for each partner and one for the house. Those there are get theirs here, in the order
 * in which they were added: what was done to them before, nobody can tell. From now on the database refuses to change or take away a line,
 * unless an anchor says up to where its chain was dropped.
 */
export async function up(db: Db): Promise<void> {
  const change = db.schema.alterTable('audit')
  await change.addColumn('chain', 'text', (column) => column.notNull().defaultTo('')).execute()
  await change.addColumn('n', 'bigint', (column) => column.notNull().defaultTo(0)).execute()
  await change.addColumn('hash', 'text', (column) => column.notNull().defaultTo('')).execute()
  await linkAll(db)
  await db.schema.createIndex('audit_at').on('audit').columns(['at']).execute()
  await db.schema.createIndex('audit_chain').unique().on('audit').columns(['chain', 'n']).execute()
  const anchor = { chain: 'text', n: 'number', hash: 'text', at: 'number' } as const
  await makeTable(db, 'audit_anchor', anchor, { key: ['chain', 'n'] })
  await onlyAdded(
    db,
    'audit',
    sql`not exists (select 1 from audit_anchor where audit_anchor.chain = old.chain and audit_anchor.n >= old.n)`,
  )
  await onlyAdded(db, 'audit_anchor', sql`true`)
  if (kindOf(db) === 'postgres') await sql`alter table audit alter column chain type text collate "C"`.execute(db)
}

async function linkAll(db: Db) {
  const ends = new Map<string, { n: number; hash: string }>()
  for (let last = 0; ;) {
    const query = db.selectFrom('audit').select(['seq', 'at', 'partner', 'who', 'what', 'about', 'site', 'came_from'])
    const lines = await query.where('seq', '>', last).orderBy('seq').limit(AT_ONCE).execute()
    for (const { seq, ...line } of lines) {
      const chain = chainOf(line.partner)
      const end = ends.get(chain) ?? { n: 0, hash: FIRST }
      const n = end.n + 1
      const hash = linkOf(end.hash, { ...line, n })
      await db.updateTable('audit').set({ chain, n, hash }).where('seq', '=', seq).execute()
      ends.set(chain, { n, hash })
      last = seq
    }
    if (lines.length < AT_ONCE) return
  }
}
