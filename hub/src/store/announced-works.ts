import type { Instant } from '../domain/instant.ts'
import type { AnnouncedWork } from '../domain/maintenance/announced-work.ts'
import type { Db, Tx } from './store.ts'

/** Keeps what a provider announces, in place of what it announced before. */
export async function saveAnnouncedWorks(db: Db, provider: string, readAt: Instant, works: readonly AnnouncedWork[]): Promise<void> {
  const read = { read_at: readAt, works: JSON.stringify(works) }
  await db
    .insertInto('announced_work')
    .values({ provider, ...read })
    .onConflict((conflict) => conflict.column('provider').doUpdateSet(read))
    .execute()
}

/** What every provider announced when it was last read. */
export async function announcedWorks(
  db: Db | Tx,
): Promise<{ readonly provider: string; readonly readAt: Instant; readonly works: readonly AnnouncedWork[] }[]> {
  const rows = await db.selectFrom('announced_work').selectAll().orderBy('provider').execute()
  return rows.map(({ provider, read_at, works }) => ({
    provider,
    readAt: read_at as Instant,
    works: JSON.parse(works) as AnnouncedWork[],
  }))
}
