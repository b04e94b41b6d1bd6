import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** What people answer by text message. */
export async function up(db: Db): Promise<void> {
  await makeTable(db, 'heard_text', { reference: 'text', at: 'number', answer: 'text' }, { key: ['reference'] })
}
