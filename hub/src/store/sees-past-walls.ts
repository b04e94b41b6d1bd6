import { sql } from 'kysely'
import type { Store } from './store.ts'

/** Whether PostgreSQL was told to let this role see every row, whatever the walls between tenants say. */
export async function seesPastWalls({ db, kind }: Pick<Store, 'db' | 'kind'>): Promise<boolean> {
  if (kind === 'sqlite') return false
  const { rows } = await sql<{ sees: boolean }>`select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user`.execute(
    db,
  )
  return rows[0]!.sees
}
