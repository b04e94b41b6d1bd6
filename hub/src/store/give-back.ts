import { sql } from 'kysely'
import { kindOf } from './kind.ts'
import type { Db } from './store.ts'

const PAGES = 200 // 800 KB
const SPARE = 2000 // below it, and below a tenth of the file, free pages wait to be filled again

/**
 * Gives pages that are free back to the disk, some at a time, and says whether there may be more. PostgreSQL does it by itself; a SQLite file
 * that an earlier version made stays as large as it was, and its free pages are filled again.
 */
export async function giveBack(db: Db): Promise<boolean> {
  if (kindOf(db) === 'postgres') return false
  const { rows } = await sql<{ free: number; pages: number; kind: number }>`
    select freelist_count as free, page_count as pages, auto_vacuum as kind
    from pragma_freelist_count, pragma_page_count, pragma_auto_vacuum`.execute(db)
  const { free, pages, kind } = rows[0]!
  if (kind === 0 || free < Math.max(SPARE, pages / 10)) return false
  await sql`pragma incremental_vacuum(${sql.lit(PAGES)})`.execute(db)
  return true
}
