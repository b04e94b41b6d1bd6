import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** Something that happened on a host, as its agent told it. */
export type KeptHostEvent = {
  readonly at: Instant
  readonly kind: string
  readonly says: string
  readonly lines: readonly string[]
  readonly moments: readonly unknown[]
}

/** Keeps what happened on a host, and lets go of what is older than `since`. */
export async function addHostEvent(tx: Db, host: string, { at, kind, ...body }: KeptHostEvent, since: Instant): Promise<void> {
  await tx
    .insertInto('host_event')
    .values({ host, at, kind, body: JSON.stringify(body) })
    .execute()
  await tx.deleteFrom('host_event').where('host', '=', host).where('at', '<', since).execute()
}

/** What happened on a host since a moment, the newest first. */
export async function hostEventsSince(db: Db, host: string, since: Instant, limit: number): Promise<KeptHostEvent[]> {
  const query = db.selectFrom('host_event').select(['at', 'kind', 'body']).where('host', '=', host).where('at', '>=', since)
  const rows = await query.orderBy('seq', 'desc').limit(limit).execute()
  return rows.map(({ at, kind, body }) => ({ at: at as Instant, kind, ...(JSON.parse(body) as Omit<KeptHostEvent, 'at' | 'kind'>) }))
}
