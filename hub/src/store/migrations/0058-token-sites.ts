import type { Db } from '../store.ts'

/** Which sites alone a token sees: a JSON list of names; null: every one that it may see otherwise. */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('token').addColumn('sites', 'text').execute()
}
