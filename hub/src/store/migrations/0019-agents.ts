import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Agents on hosts: who may enrol, what each said last and a while ago, what happened there, and what it was asked to do. */
export async function up(db: Db): Promise<void> {
  const enrolment = { hash: 'text', host: 'text', made_at: 'number', expires_at: 'number', used_at: 'number?' } as const
  await makeTable(db, 'enrolment', enrolment, { key: ['hash'] })
  const agent = {
    host: 'text',
    id: 'text',
    public_key: 'text',
    enrolled_at: 'number',
    boot: 'text?',
    last_number: 'number',
    seen_at: 'number?',
    missed: 'number',
    silence_told_at: 'number?',
    body: 'text',
  } as const
  await makeTable(db, 'agent', agent, { key: ['host'], unique: ['id'] })
  await makeTable(db, 'host_sample', { host: 'text', at: 'number', body: 'text' }, { key: ['host', 'at'] })
  await makeTable(db, 'host_event', { seq: 'counted', host: 'text', at: 'number', kind: 'text', body: 'text' }, {})
  await db.schema.createIndex('host_event_of').on('host_event').columns(['host', 'seq']).execute()
  const order = {
    id: 'text',
    host: 'text',
    body: 'text',
    made_at: 'number',
    expires_at: 'number',
    given_at: 'number?',
    ended_at: 'number?',
    result: 'text?',
    output: 'text',
  } as const
  await makeTable(db, 'agent_order', order, { key: ['id'] })
  await db.schema.createIndex('agent_order_of').on('agent_order').columns(['host', 'made_at']).execute()
}
