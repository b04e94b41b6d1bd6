import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What probes at other locations saw just now, until the hub that looks at the site has judged it. */
export async function up(db: Db): Promise<void> {
  const heard = { partner: 'text', monitor: 'text', location: 'text', shard: 'number', at: 'number', body: 'text' } as const
  await makeTable(db, 'heard_look', heard, { key: ['partner', 'monitor', 'location'] })
  await db.schema.createIndex('heard_look_of').on('heard_look').columns(['shard', 'at']).execute()
}
