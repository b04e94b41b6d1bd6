import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Overrides made on screen, what is to be told to whoever comes on duty, and the uncovered times that the owners know of. */
export async function up(db: Db): Promise<void> {
  const period = { schedule: 'text', from_at: 'number', until_at: 'number' } as const
  const making = { made_by: 'text', made_at: 'number', withdrawn_at: 'number?' } as const
  const override = { number: 'counted', ...period, people: 'text', instead_of: 'text?', ...making } as const
  await makeTable(db, 'override', override, {})
  const notice = { schedule: 'text', person: 'text', kind: 'text', begins_at: 'number', due_at: 'number', told_at: 'number?' } as const
  await makeTable(db, 'duty_notice', notice, { key: ['schedule', 'person', 'kind', 'begins_at'] })
  await makeTable(db, 'coverage_gap', { from_at: 'number', until_at: 'number', told_at: 'number' }, { key: ['from_at'] })
}
