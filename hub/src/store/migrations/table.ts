import { type CreateTableBuilder, sql } from 'kysely'
import { kindOf } from '../kind.ts'
import type { Db } from '../store.ts'
import { raiseTenantWall } from './tenant-wall.ts'

/** `?` after a type allows null; `counted` numbers the rows in the order of their making and is the row's own key. */
export type Column = 'text' | 'text?' | 'number' | 'number?' | 'counted'

export type TableKeys = {
  readonly key?: readonly string[] // primary key, the partner first
  readonly unique?: readonly string[]
  readonly ofIncident?: boolean // (partner, incident) names an incident of the same partner
}

/** Makes a table alike in both databases. Text is compared byte by byte in both, whatever the database's own collation is; a partner's rows stand behind a wall. */
export async function makeTable(db: Db, name: string, columns: Readonly<Record<string, Column>>, keys: TableKeys): Promise<void> {
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name)
  for (const [column, type] of Object.entries(columns)) table = addColumn(table, column, type, kindOf(db))
  if (keys.key) table = table.addPrimaryKeyConstraint(`${name}_key`, [...keys.key])
  if (keys.unique) table = table.addUniqueConstraint(`${name}_unique`, [...keys.unique])
  if (keys.ofIncident)
    table = table.addForeignKeyConstraint(`${name}_of_incident`, ['partner', 'incident'], 'incident', ['partner', 'id'], (constraint) =>
      constraint.deferrable().initiallyDeferred(),
    )
  await table.execute()
  if ('partner' in columns) await raiseTenantWall(db, name)
}

function addColumn(table: CreateTableBuilder<string, string>, name: string, type: Column, kind: 'sqlite' | 'postgres') {
  const onPostgres = kind === 'postgres'
  if (type === 'counted')
    return onPostgres
      ? table.addColumn(name, 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
      : table.addColumn(name, 'integer', (column) => column.primaryKey().autoIncrement())
  const text = onPostgres ? sql`text collate "C"` : 'text'
  return table.addColumn(name, type.startsWith('text') ? text : 'bigint', (column) => (type.endsWith('?') ? column : column.notNull()))
}
