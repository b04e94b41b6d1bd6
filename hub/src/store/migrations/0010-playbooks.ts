import type { Db } from '../store.ts'
import { makeTable } from './table.ts'

/** Playbooks as people edited them. A version is never changed; withdrawn, the one before it holds again. */
export async function up(db: Db): Promise<void> {
  const version = { partner: 'text', playbook: 'text', version: 'number', body: 'text', at: 'number', by: 'text', withdrawn_at: 'number?' } as const // prettier-ignore
  await makeTable(db, 'playbook_version', version, { key: ['partner', 'playbook', 'version'] })
}
