import type { Db } from '../store.ts'
import { makeTable } from './table.ts'
import type { Column } from './table.ts'

/** How ready we are for the next outage: over months, and what the world outside said of it last. */
export async function up(db: Db): Promise<void> {
  const day: Readonly<Record<string, Column>> = {
    ...{ partner: 'text', day: 'number', looked: 'number', held: 'number', unknown: 'number' },
    ...{ weight_looked: 'number', weight_held: 'number', open: 'text' },
  }
  await makeTable(db, 'readiness_day', day, { key: ['partner', 'day'] })
  await makeTable(db, 'outside_look', { partner: 'text', what: 'text', at: 'number', body: 'text' }, { key: ['partner', 'what'] })
  await makeTable(db, 'backup_made', { at: 'number', said_by: 'text' }, { key: ['at'] })
}
