import type { Db } from '../store.ts'

/** When each post to the operator's webhook was tried last. */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('webhook_post').addColumn('tried_at', 'bigint').execute()
}
