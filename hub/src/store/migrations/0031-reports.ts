import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** The numbers of closed months as they were when the month was over, when they leave and who let them; and what is kept of a host of each day. */
export async function up(db: Db): Promise<void> {
  const report = {
    partner: 'text',
    scope: 'text',
    month: 'text',
    body: 'text',
    made_at: 'number',
    due_at: 'number?',
    sent_at: 'number?',
    approved_at: 'number?',
    approved_by: 'text?',
  } as const
  await makeTable(db, 'report', report, { key: ['partner', 'scope', 'month'] })
  await makeTable(db, 'host_day', { host: 'text', day: 'text', body: 'text' }, { key: ['host', 'day'] })
}
