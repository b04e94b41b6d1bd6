import type { Instant, Span } from '../domain/instant.ts'
import { after } from '../domain/instant.ts'
import { kindOf } from './kind.ts'
import type { Db, Tx } from './store.ts'

/** Work that one hub at a time does, and the fencing token under which it does it. */
export type Lease = { readonly name: string; readonly token: number }

/** Takes the lease for a time, or renews it; null while another holds it. The token counts up each time that it changes hands or has lapsed. */
export async function takeLease(db: Db, name: string, holder: string, now: Instant, span: Span): Promise<Lease | null> {
  const until = after(now, span)
  const row = await db
    .insertInto('lease')
    .values({ name, holder, token: 1, until })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet((eb) => ({
          holder,
          until,
          token: eb
            .case()
            .when(eb.and([eb('lease.holder', '=', holder), eb('lease.until', '>', now)]))
            .then(eb.ref('lease.token'))
            .else(eb('lease.token', '+', 1))
            .end(),
        }))
        .where((eb) => eb.or([eb('lease.until', '<=', now), eb('lease.holder', '=', holder)])),
    )
    .returning('token')
    .executeTakeFirst()
  return row ? { name, token: row.token } : null
}

/** Gives it back before its end, so that another hub goes on at once. Nothing when it is another's by now. */
export async function releaseLease(db: Db, { name, token }: Lease): Promise<void> {
  await db.updateTable('lease').set({ until: 0 }).where('name', '=', name).where('token', '=', token).execute()
}

/** Whether this token is still the last: whoever holds an older one may not write. Until the transaction ends nobody can take the lease. */
export async function holdsLease(tx: Tx, { name, token }: Lease): Promise<boolean> {
  const row = await tx
    .selectFrom('lease')
    .select('token')
    .where('name', '=', name)
    .$if(kindOf(tx) === 'postgres', (query) => query.forShare())
    .executeTakeFirst()
  return row?.token === token
}
