import { sql } from 'kysely'
import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What reviews propose, and the incidents that are still to be looked back on. */
export async function up(db: Db): Promise<void> {
  const about = { id: 'counted', partner: 'text', rule: 'text', thing: 'text', incident: 'number', playbook: 'text?' } as const
  const says = { saw: 'text', proposes: 'text', incidents: 'text', aim: 'text?', change: 'text' } as const
  const became = {
    made_at: 'number',
    state: 'text',
    decided_at: 'number?',
    decided_by: 'text?',
    reason: 'text?',
    version: 'number?',
  } as const
  await makeTable(db, 'proposal', { ...about, ...says, ...became }, {})
  await sql`create index proposal_of on proposal (partner, rule, thing)`.execute(db)
  // Of one thing at most one is open, whoever looks at the same time.
  await sql`create unique index proposal_open on proposal (partner, rule, thing) where state = 'open'`.execute(db)
  await makeTable(
    db,
    'look_back',
    { partner: 'text', incident: 'number', due_at: 'number' },
    { key: ['partner', 'incident'], ofIncident: true },
  )
}
