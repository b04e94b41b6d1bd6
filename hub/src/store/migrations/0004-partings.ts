import type { Db } from '../store.ts'

/**
 * Why an incident goes its own way although its site is down, whether what several share is an outage or an attack, and in whose thread a
 * message was sent: a partner reads of a larger outage in one.
 */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('affected').addColumn('parting', 'text').execute()
  await db.schema
    .alterTable('parent')
    .addColumn('kind', 'text', (column) => column.notNull().defaultTo('outage'))
    .execute()
  await db.schema.alterTable('outbox').addColumn('thread', 'text').execute()
}
