import type { Transaction } from 'kysely'
import type { PastNotice } from '../domain/status/past-notice.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

const AT_ONCE = 100

/** Keeps what was brought from another status page to one of ours; what was brought before is written anew, so that nothing stands there twice. */
export async function keepBroughtNotices(tx: Transaction<Tables>, partner: string, page: string, notices: readonly PastNotice[]) {
  const rows = notices.map((notice) => ({ partner, page, id: notice.id, started_at: notice.startedAt, body: JSON.stringify(notice) }))
  for (let n = 0; n < rows.length; n += AT_ONCE)
    await tx
      .insertInto('brought_notice')
      .values(rows.slice(n, n + AT_ONCE))
      .onConflict((conflict) =>
        conflict
          .columns(['partner', 'page', 'id'])
          .doUpdateSet((eb) => ({ started_at: eb.ref('excluded.started_at'), body: eb.ref('excluded.body') })),
      )
      .execute()
}

/** What was brought to a page, the newest first. */
export async function broughtNotices(db: Db, partner: string, page: string): Promise<PastNotice[]> {
  const rows = await db
    .selectFrom('brought_notice')
    .select('body')
    .where('partner', '=', partner)
    .where('page', '=', page)
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ body }) => JSON.parse(body) as PastNotice)
}

/** Takes all of it from the page again; gives how many there were. */
export async function dropBroughtNotices(tx: Transaction<Tables>, partner: string, page: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('brought_notice')
    .where('partner', '=', partner)
    .where('page', '=', page)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
