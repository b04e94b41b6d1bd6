import type { Db } from '../store.ts'

/** Of which site a deed was, and from which address its request came. */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('audit').addColumn('site', 'text').execute()
  await db.schema.alterTable('audit').addColumn('came_from', 'text').execute()
}
