import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/**
 * What several hubs must know of each other: who looks for the cause of an incident, and until when; what was decided lately; and when a watcher
 * was last heard, by whichever of them.
 */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('incident').addColumn('diagnosis_lease', 'bigint').execute()
  await db.schema
    .alterTable('incident')
    .addColumn('diagnosis_fence', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.createIndex('event_at').on('event').columns(['at']).execute()
  await makeTable(db, 'watcher', { name: 'text', heard_at: 'number' }, { key: ['name'] })
}
