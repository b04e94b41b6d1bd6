import type { Instant } from '../domain/instant.ts'
import { sealedPlace } from './sealed-columns.ts'
import type { Seals } from './seals.ts'
import type { Db, Store, Tx } from './store.ts'

/** A browser that takes push messages for a person, as it says itself (RFC 8030, RFC 8291). */
export type Browser = { readonly endpoint: string; readonly p256dh: string; readonly auth: string }

const MOST = 10 // of one person; the oldest gives way

/** Keeps a browser of a person; one that was somebody else's is theirs from now on. */
export async function keepBrowser(tx: Tx, seals: Seals, person: string, { endpoint, p256dh, auth }: Browser, at: Instant): Promise<void> {
  const row = { person, p256dh, auth: await seals.seal(tx, sealedPlace('browser', endpoint), auth), made_at: at }
  await tx
    .insertInto('browser')
    .values({ endpoint, ...row })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(row))
    .execute()
  const kept = await tx.selectFrom('browser').select('endpoint').where('person', '=', person).orderBy('made_at', 'desc').execute()
  for (const { endpoint } of kept.slice(MOST)) await forgetBrowser(tx, endpoint)
}

/** The browsers of a person, the newest first. */
export async function browsersOfPerson(
  { db, seals }: Pick<Store, 'db' | 'seals'>,
  person: string,
): Promise<(Browser & { made_at: number })[]> {
  const kept = db.selectFrom('browser').select(['endpoint', 'p256dh', 'auth', 'made_at']).where('person', '=', person)
  const rows = await kept.orderBy('made_at', 'desc').execute()
  return Promise.all(rows.map(async (row) => ({ ...row, auth: await seals.open(db, sealedPlace('browser', row.endpoint), row.auth) })))
}

/** Everybody who has one. */
export async function peopleWithBrowsers(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('browser').select('person').distinct().orderBy('person').execute()
  return rows.map(({ person }) => person)
}

/** The browser is gone, or wants no more; of `person` alone where one is named. */
export async function forgetBrowser(db: Db, endpoint: string, person?: string): Promise<void> {
  const gone = db.deleteFrom('browser').where('endpoint', '=', endpoint)
  await (person === undefined ? gone : gone.where('person', '=', person)).execute()
}
