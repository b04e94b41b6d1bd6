import type { Db } from '../store.ts'

/** Why a version of a playbook was saved, the incident it was learnt from, and the text of its file at that moment, so that a later change of the file is seen. */
export async function up(db: Db): Promise<void> {
  await db.schema.alterTable('playbook_version').addColumn('reason', 'text').execute()
  await db.schema.alterTable('playbook_version').addColumn('incident', 'bigint').execute()
  await db.schema.alterTable('playbook_version').addColumn('file', 'text').execute()
}
