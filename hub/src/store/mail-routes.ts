import type { MailRoute } from '../domain/audience/dead-address.ts'
import type { Instant } from '../domain/instant.ts'
import type { Db, Tx } from './store.ts'

/** Keeps who takes the mail of a domain, in place of what was seen before. */
export async function saveMailRoute(db: Db, partner: string, at: Instant, { domain, hosts, addresses }: MailRoute): Promise<void> {
  const seen = { hosts: JSON.stringify(hosts), addresses: JSON.stringify(addresses), seen_at: at }
  await db
    .insertInto('mail_route')
    .values({ partner, domain, ...seen })
    .onConflict((conflict) => conflict.columns(['partner', 'domain']).doUpdateSet(seen))
    .execute()
}

/** Who takes the mail of this partner's contacts, and when that was seen; of all contacts for the operator (`null`). */
export async function mailRoutesOf(db: Db | Tx, partner: string | null): Promise<(MailRoute & { readonly seenAt: Instant })[]> {
  let query = db.selectFrom('mail_route').selectAll()
  if (partner !== null) query = query.where('partner', '=', partner)
  return (await query.orderBy('domain').execute()).map(({ domain, hosts, addresses, seen_at }) => ({
    domain,
    hosts: JSON.parse(hosts) as string[],
    addresses: JSON.parse(addresses) as string[],
    seenAt: seen_at as Instant,
  }))
}
