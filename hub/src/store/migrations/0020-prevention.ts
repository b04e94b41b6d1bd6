import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What jobs that must report in have said of themselves, and what will become an outage if nobody acts. */
export async function up(db: Db): Promise<void> {
  const heartbeat = {
    partner: 'text',
    monitor: 'text',
    waiting_since: 'number',
    last_at: 'number?',
    last_signal: 'text?',
    started_at: 'number?',
    due_at: 'number',
  } as const
  await makeTable(db, 'heartbeat', heartbeat, { key: ['partner', 'monitor'] })
  const warning = {
    seq: 'counted',
    partner: 'text',
    site: 'text',
    what: 'text',
    threshold: 'text',
    said: 'text',
    at: 'number',
    due_at: 'number?',
    done_at: 'number?',
    done_by: 'text?',
  } as const
  await makeTable(db, 'warning', warning, { unique: ['partner', 'site', 'what', 'threshold'] })
}
