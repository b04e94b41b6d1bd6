import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Who does what, where several hubs and probes work on the same data: named work, who lives at a location, and who looks at which shard there. */
export async function up(db: Db): Promise<void> {
  await makeTable(db, 'lease', { name: 'text', holder: 'text', token: 'number', until: 'number' }, { key: ['name'] })
  await makeTable(db, 'presence', { location: 'text', probe: 'text', since: 'number', until: 'number' }, { key: ['location', 'probe'] })
  await makeTable(db, 'shard', { location: 'text', shard: 'number', holder: 'text?', token: 'number' }, { key: ['location', 'shard'] })
}
