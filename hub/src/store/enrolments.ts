import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

/** What a token lets in: an agent onto a host, or a probe to a location. */
export type Enrolling = { readonly kind: 'host' | 'location'; readonly name: string }

/** Keeps the hash of a token that lets one in. */
export async function addEnrolment(db: Db, given: Enrolling & { hash: string; at: Instant; expiresAt: Instant }): Promise<void> {
  const { hash, kind, name, at, expiresAt } = given
  await db.insertInto('enrolment').values({ hash, kind, name, made_at: at, expires_at: expiresAt, used_at: null }).execute()
}

/** Spends such a token: what it is for to the first who comes in time, null for everyone else and for one of the other kind. */
export async function spendEnrolment(tx: Db, kind: Enrolling['kind'], hash: string, now: Instant): Promise<string | null> {
  const spent = tx
    .updateTable('enrolment')
    .set({ used_at: now })
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('name')
  return (await spent.executeTakeFirst())?.name ?? null
}
