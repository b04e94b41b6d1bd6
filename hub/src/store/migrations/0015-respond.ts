import type { Db } from '../store.ts'

/** When the letter left that proves mail and has not come back yet. */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('channel_proof').addColumn('awaits', 'bigint').execute()
}
