import type { Instant } from '../domain/instant.ts'
import type { Heard } from '../domain/subscribers/statuspage-hook.ts'
import type { Db, Tx } from './store.ts'

/** An update that the subscribers of a page are still to be told, and how far that has gone. */
export type SubscriberNotice = Heard & { readonly seq: number; readonly partner: string; readonly page: string; readonly reached: number }

/** Keeps an update for the subscribers of a page, in the transaction that puts it there; once, and only where somebody has subscribed. */
export async function noticeSubscribers(
  tx: Tx,
  { partner, page, sites, ...same }: Heard & { partner: string; page: string },
): Promise<void> {
  const somebody = tx.selectFrom('subscriber').select('seq').where('partner', '=', partner).where('page', '=', page)
  if (!(await somebody.where('state', '=', 'confirmed').limit(1).executeTakeFirst())) return
  // What was said before the all clear does not follow it.
  if (same.stage === 'resolved' && same.incident !== null)
    await tx
      .deleteFrom('subscriber_notice')
      .where('partner', '=', partner)
      .where('page', '=', page)
      .where('incident', '=', same.incident)
      .execute()
  await tx
    .insertInto('subscriber_notice')
    .values({ partner, page, ...same, sites: JSON.stringify(sites), reached: 0 })
    .onConflict((conflict) => conflict.columns(['partner', 'page', 'key']).doNothing())
    .execute()
}

/** The update that has waited the longest, of all tenants, or null. */
export async function nextSubscriberNotice(db: Db): Promise<SubscriberNotice | null> {
  const row = await db.selectFrom('subscriber_notice').selectAll().orderBy('seq').limit(1).executeTakeFirst()
  return row ? { ...row, at: row.at as Instant, sites: JSON.parse(row.sites) as string[] } : null
}

/** Notes how far it has gone; false when another hub has taken it further. `reached: null`: everyone has been told. */
export async function moveSubscriberNotice(tx: Tx, { partner, seq, reached }: SubscriberNotice, to: number | null): Promise<boolean> {
  if (to === null) {
    const gone = tx.deleteFrom('subscriber_notice').where('partner', '=', partner).where('seq', '=', seq).where('reached', '=', reached)
    return (await gone.executeTakeFirstOrThrow()).numDeletedRows === 1n
  }
  const moved = tx.updateTable('subscriber_notice').set({ reached: to }).where('partner', '=', partner).where('seq', '=', seq)
  return (await moved.where('reached', '=', reached).executeTakeFirstOrThrow()).numUpdatedRows === 1n
}
