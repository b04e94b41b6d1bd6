import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Uncovered time is of one ladder; what the owners were told of before is of the ladder of all. */
export async function up(db: Db): Promise<void> {
  const told = await db.selectFrom('coverage_gap').select(['from_at', 'until_at', 'told_at']).execute()
  await db.schema.dropTable('coverage_gap').execute()
  const columns = { ladder: 'text', from_at: 'number', until_at: 'number', told_at: 'number' } as const
  await makeTable(db, 'coverage_gap', columns, { key: ['ladder', 'from_at'] })
  for (const gap of told)
    await db
      .insertInto('coverage_gap')
      .values({ ladder: '', ...gap })
      .execute()
}
