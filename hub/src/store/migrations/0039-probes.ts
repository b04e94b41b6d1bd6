import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Probes at other locations: who they are, what is asked of them now, how each location last voted, and whether its word is taken. */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('enrolment').renameColumn('host', 'name').execute()
  await db.schema
    .alterTable('enrolment')
    .addColumn('kind', 'text', (column) => column.notNull().defaultTo('host'))
    .execute()
  const probe = {
    id: 'text',
    location: 'text',
    public_key: 'text',
    enrolled_at: 'number',
    revoked_at: 'number?',
    last_number: 'number',
    missed: 'number',
    seen_at: 'number?',
    blind_since: 'number?',
    told_at: 'number?',
    body: 'text',
  } as const
  await makeTable(db, 'probe', probe, { key: ['id'] })
  for (const [name, type] of [
    ['set_aside_at', 'bigint'],
    ['set_aside_why', 'text'],
  ] as const)
    // prettier-ignore
    await db.schema.alterTable('location').addColumn(name, type).execute()
  const sight = {
    partner: 'text',
    site: 'text',
    location: 'text',
    at: 'number',
    network: 'text',
    failing: 'number',
    contradicted: 'number',
    alone: 'number',
  } as const
  await makeTable(db, 'sight', sight, { key: ['partner', 'site', 'location'] })
  await db.schema.createIndex('sight_of').on('sight').columns(['location', 'at']).execute()
  const asked = {
    partner: 'text',
    id: 'text',
    location: 'text',
    monitor: 'text',
    asked_at: 'number',
    expires_at: 'number',
    given_at: 'number?',
    body: 'text?',
  } as const
  await makeTable(db, 'asked_look', asked, { key: ['partner', 'id'] })
  await db.schema.createIndex('asked_look_open').on('asked_look').columns(['location', 'given_at', 'expires_at']).execute()
}
