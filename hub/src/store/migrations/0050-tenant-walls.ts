import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { kindOf } from '../kind.ts'
import type { Db } from '../store.ts'
import { ASKS, raiseTenantWall } from './tenant-wall.ts'

const OPERATORS = sql`partner = 'operator'`

/** Rows of the operator that tenants see too. */
export const SEEN_TOO: Readonly<Record<string, RawBuilder<unknown>>> = {
  affected: sql`site_partner = ${ASKS}`, // their sites in a larger outage, and that outage
  parent: sql`exists (select 1 from affected where affected.parent = parent.id)`,
  maintenance: OPERATORS, // planned work on what they share
  maintenance_event: OPERATORS,
  maintenance_series: OPERATORS,
  playbook_version: OPERATORS,
}

/** On PostgreSQL every table with a partner's data has a wall of its own; tables that are made later get theirs when they are made. */
export async function up(db: Db): Promise<void> {
  if (kindOf(db) === 'sqlite') return
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns where table_schema = current_schema() and column_name = 'partner' order by 1`.execute(
    db,
  )
  for (const { name } of rows) await raiseTenantWall(db, name, SEEN_TOO[name])
}
