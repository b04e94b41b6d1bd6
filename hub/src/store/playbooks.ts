import type { Selectable } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** A playbook as somebody edited it: its YAML, when, by whom and why. */
export type PlaybookVersion = {
  readonly playbook: string
  readonly version: number
  readonly body: string
  readonly at: Instant
  readonly by: string
  readonly reason: string | null // null: saved before reasons were kept
  readonly incident: number | null // that it was learnt from
  readonly file: string | null // the text of its file at that moment; null when there was none
  readonly withdrawnAt: Instant | null
}

/** A version before it has its number; `first` is the number where there were none. */
export type NewVersion = Omit<PlaybookVersion, 'version' | 'withdrawnAt'> & { readonly first: number }

/** Keeps a new version, one above all that there were, withdrawn ones too. */
export async function addPlaybookVersion(tx: Db, partner: string, { first, ...row }: NewVersion): Promise<PlaybookVersion> {
  const [last] = await versionsOf(tx, partner, row.playbook)
  const version = last ? last.version + 1 : first
  await tx
    .insertInto('playbook_version')
    .values({ ...row, partner, version, withdrawn_at: null })
    .execute()
  return { ...row, version, withdrawnAt: null }
}

/** Every version of a playbook, the newest first. */
export async function versionsOf(db: Db, partner: string, playbook: string): Promise<PlaybookVersion[]> {
  const rows = await db
    .selectFrom('playbook_version')
    .selectAll()
    .where('partner', '=', partner)
    .where('playbook', '=', playbook)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(fromRow)
}

/** Every version of every edited playbook, the newest first. */
export async function allVersions(db: Db, partner: string): Promise<PlaybookVersion[]> {
  const rows = await db.selectFrom('playbook_version').selectAll().where('partner', '=', partner).orderBy('version', 'desc').execute()
  return rows.map(fromRow)
}

/** Of every edited playbook the version that holds: the newest that is not withdrawn. */
export async function currentVersions(db: Db, partner: string): Promise<PlaybookVersion[]> {
  const rows = await db
    .selectFrom('playbook_version')
    .selectAll()
    .where('partner', '=', partner)
    .where('withdrawn_at', 'is', null)
    .orderBy('playbook')
    .orderBy('version')
    .execute()
  return [...new Map(rows.map((row) => [row.playbook, fromRow(row)])).values()]
}

/** Withdraws one version. False when it is not there, or withdrawn already. */
export async function withdrawVersion(tx: Db, partner: string, playbook: string, version: number, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('playbook_version')
    .set({ withdrawn_at: at })
    .where('partner', '=', partner)
    .where('playbook', '=', playbook)
    .where('version', '=', version)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

const fromRow = ({
  playbook,
  version,
  body,
  by,
  reason,
  incident,
  file,
  ...row
}: Selectable<Tables['playbook_version']>): PlaybookVersion => ({
  ...{ playbook, version, body, by, reason, incident, file },
  at: row.at as Instant,
  withdrawnAt: row.withdrawn_at as Instant | null,
})
