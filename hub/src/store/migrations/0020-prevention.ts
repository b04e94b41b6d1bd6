import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What jobs that must report in have said of themselves. */
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
}
