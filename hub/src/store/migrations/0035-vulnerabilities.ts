import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What is installed on hosts, what feeds know of it, and which of it is open. What a host runs and what feeds say is no partner's. */
export async function up(db: Db): Promise<void> {
  await makeTable(db, 'host_inventory', { host: 'text', seen_at: 'number', body: 'text' }, { key: ['host'] })
  const feed = {
    feed: 'text',
    source: 'text',
    due_at: 'number',
    asked_at: 'number?',
    read_at: 'number?',
    entries: 'number',
    software: 'text',
    trouble: 'text?',
  } as const
  await makeTable(db, 'vulnerability_feed', feed, { key: ['feed'] })
  await makeTable(db, 'known_hole', { seq: 'counted', feed: 'text', body: 'text' }, {})
  await db.schema.createIndex('known_hole_of').on('known_hole').columns(['feed']).execute()
  const vulnerability = {
    seq: 'counted',
    partner: 'text',
    place: 'text',
    system: 'text',
    name: 'text',
    since: 'number',
    due_at: 'number',
    attacked: 'number',
    owner: 'text?',
    body: 'text',
  } as const
  await makeTable(db, 'vulnerability', vulnerability, { unique: ['partner', 'place', 'system', 'name'] })
}
