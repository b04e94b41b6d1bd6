import type { Selectable, Transaction } from 'kysely'
import type { Stage } from '../domain/incident/incident.ts'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** An update on one status page. */
export type Announcement = {
  readonly partner: string // whose incident it tells of
  readonly page: string // slug
  readonly incident: number
  readonly key: string
  readonly at: Instant
  readonly stage: Stage
  readonly subject: string
  readonly text: string
  readonly site: string
}

/** Puts an update on a page; false when one of this key is there already. */
export async function addAnnouncement(tx: Transaction<Tables>, announcement: Announcement): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('announcement')
    .values(announcement)
    .onConflict((conflict) => conflict.columns(['partner', 'page', 'key']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** The updates on the page from `since` on, the newest first. */
export async function announcementsOn(db: Db, page: string, since: Instant): Promise<Announcement[]> {
  const rows = await db
    .selectFrom('announcement')
    .selectAll()
    .where('page', '=', page)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('incident', 'desc')
    .orderBy('key', 'desc')
    .execute()
  return rows.map(fromRow)
}

const fromRow = ({ at, stage, ...same }: Selectable<Tables['announcement']>): Announcement => ({
  ...same,
  at: at as Instant,
  stage: stage as Stage,
})
