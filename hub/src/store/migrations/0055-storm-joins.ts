import { sql } from 'kysely'
import type { Db } from '../store.ts'

/** Each site of a storm asks who is first under its larger outage, and how many are of its tenant: without reading all of them. */
export async function up(db: Db): Promise<void> {
  await sql`create index affected_first on affected (partner, parent, joined_at, incident) where left_at is null`.execute(db)
  await sql`create index affected_tenant on affected (partner, parent, site_partner) where left_at is null`.execute(db)
}
