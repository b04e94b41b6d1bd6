import { sql } from 'kysely'
import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** When anybody looked, how long each state of a monitor lasted, and how long each site was genuinely down: what availability is counted from. */
export async function up(db: Db): Promise<void> {
  await makeTable(db, 'alive', { location: 'text', from_at: 'number', until_at: 'number' }, { key: ['location', 'from_at'] })
  await lastingStates(db)
  await db.schema.alterTable('site').addColumn('first_look_at', 'bigint').execute()
  await sql`
    update site set first_look_at = (
      select min(at) from transition
      where transition.partner = site.partner and transition.site = site.id
        and (monitor like '%/http' or monitor like '%/tls' or monitor like '%/dns'))`.execute(db)
  // Until now whatever lay between the first look and the last sign of life counted as watched; so it stays.
  await sql`
    insert into alive (location, from_at, until_at)
    select id, (select min(at) from transition where location = location.id), alive_at from location
    where (select min(at) from transition where location = location.id) < alive_at`.execute(db)
  const downtime = { partner: 'text', site: 'text', incident: 'number', from_at: 'number', until_at: 'number' } as const
  await makeTable(db, 'downtime', downtime, { key: ['partner', 'site', 'incident', 'from_at'], ofIncident: true })
  await db.schema.createIndex('downtime_of_site').on('downtime').columns(['partner', 'site', 'until_at', 'from_at']).execute()
  await db.schema
    .alterTable('incident')
    .addColumn('counted', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await sql`create index incident_uncounted on incident (partner) where counted = 0 and confirmed_at is not null and drill is null`.execute(
    db,
  )
  await db.schema.createIndex('incident_detected').on('incident').columns(['detected_at']).execute()
}

async function lastingStates(db: Db) {
  await db.schema.alterTable('transition').addColumn('until_at', 'bigint').execute()
  await sql`
    update transition set until_at = (
      select min(later.at) from transition as later
      where later.partner = transition.partner and later.site = transition.site
        and later.monitor = transition.monitor and later.location = transition.location and later.at > transition.at)`.execute(db)
  await db.schema.dropIndex('transition_latest').execute()
  await db.schema.dropIndex('transition_of_site').execute() // the key does as well
  await sql`create index transition_lasting on transition (location, partner, site) where until_at is null`.execute(db)
  await sql`create index transition_over on transition (until_at) where until_at is not null`.execute(db)
  await sql`create index transition_failing on transition (until_at) where state = 'down'`.execute(db)
}
