import type { OwnDomain } from '../domain/status/own-domain.ts'
import type { Db } from './store.ts'

/** The own domains of the status pages of every tenant, those that were given up included. */
export async function ownDomains(db: Db): Promise<OwnDomain[]> {
  const rows = await db.selectFrom('own_domain').select('body').orderBy('domain').orderBy('partner').execute()
  return rows.map(({ body }) => JSON.parse(body) as OwnDomain)
}

/** Keeps how a domain stands, in place of what was kept before. */
export async function saveOwnDomain(db: Db, own: OwnDomain): Promise<void> {
  const { partner, domain, dueAt } = own
  const now = { due_at: dueAt, body: JSON.stringify(own) }
  await db
    .insertInto('own_domain')
    .values({ partner, domain, ...now })
    .onConflict((conflict) => conflict.columns(['partner', 'domain']).doUpdateSet(now))
    .execute()
}
