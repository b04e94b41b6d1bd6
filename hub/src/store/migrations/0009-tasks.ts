import { sql } from 'kysely'
import { kindOf } from '../kind.ts'
import type { Db } from '../store.ts'

/** Who took a task, what it consists of, and the case at a vendor that it is. */
export async function up(db: Db): Promise<void> {
  const text = kindOf(db) === 'postgres' ? sql`text collate "C"` : sql`text`
  for (const column of ['owner', 'vendor', 'case_number']) await sql`alter table task add column ${sql.ref(column)} ${text}`.execute(db)
  await sql`alter table task add column checklist ${text} not null default '[]'`.execute(db)
}
