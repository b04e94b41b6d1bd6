import type { Instant } from '../domain/instant.ts'
import type { KeptEntry, KeptKind, Words } from '../domain/plan/kept-entry.ts'
import type { Db, Tx } from './store.ts'

const AT_ONCE = 200

/** What is kept on screen for a partner, by kind and id; of everyone for the operator (`null`). */
export async function keptEntries(db: Db, partner: string | null): Promise<KeptEntry[]> {
  let query = db.selectFrom('kept_entry').select(['kind', 'id', 'body'])
  if (partner !== null) query = query.where('partner', '=', partner)
  const rows = await query.orderBy('kind').orderBy('id').execute()
  return rows.map(({ kind, id, body }) => ({ kind: kind as KeptKind, id, body: JSON.parse(body) as Words }))
}

/** Changes whenever anything that is kept does: whoever saw the same mark has read all of it. */
export async function markOfKept(db: Db): Promise<string> {
  const { count, last } = await db
    .selectFrom('kept_entry')
    .select((eb) => [eb.fn.countAll().as('count'), eb.fn.max('changed_at').as('last')])
    .executeTakeFirstOrThrow()
  return `${count} ${last ?? 0}`
}

/** Takes these away, whoever's they are now. */
export async function dropEntries(tx: Tx, gone: readonly Pick<KeptEntry, 'kind' | 'id'>[]): Promise<void> {
  for (const { kind, id } of gone) await tx.deleteFrom('kept_entry').where('kind', '=', kind).where('id', '=', id).execute()
}

/** Keeps these, each in the place of the one before under the same name. */
export async function keepEntries(
  tx: Tx,
  entries: readonly (KeptEntry & { readonly partner: string })[],
  by: { readonly at: Instant; readonly who: string },
): Promise<void> {
  const { last } = await tx
    .selectFrom('kept_entry')
    .select((eb) => eb.fn.max('changed_at').as('last'))
    .executeTakeFirstOrThrow()
  const at = Math.max(by.at, Number(last ?? 0) + 1) // no two changes bear the same moment
  await dropEntries(tx, entries)
  for (let n = 0; n < entries.length; n += AT_ONCE) {
    const rows = entries.slice(n, n + AT_ONCE).map(({ partner, kind, id, body }) => ({
      ...{ partner, kind, id, body: JSON.stringify(body), changed_at: at, changed_by: by.who },
    }))
    await tx.insertInto('kept_entry').values(rows).execute()
  }
}
