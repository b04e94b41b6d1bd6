import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** When the letter left that proves mail and has not come back yet, the browsers that take push messages, and what calendars say of absences. */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('channel_proof').addColumn('awaits', 'bigint').execute()
  const browser = { endpoint: 'text', person: 'text', p256dh: 'text', auth: 'text', made_at: 'number' } as const
  await makeTable(db, 'browser', browser, { key: ['endpoint'] })
  const calendar = { person: 'text', due_at: 'number', read_at: 'number?', reason: 'text?' } as const
  await makeTable(db, 'absence_calendar', calendar, { key: ['person'] })
  const absence = { seq: 'counted', person: 'text', from_at: 'number', until_at: 'number', why: 'text' } as const
  await makeTable(db, 'calendar_absence', absence, {})
}
