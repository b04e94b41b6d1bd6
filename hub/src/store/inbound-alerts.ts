import type { Selectable, Transaction } from 'kysely'
import type { Episode } from '../domain/alert/place-in-story.ts'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

type Row = Selectable<Tables['inbound_alert']>

/**
 * A time that another monitor said something was wrong. `looking`: our own look is due; `evidence` of an incident; `elsewhere`: only they see
 * it; `planned`: work is under way; `over` before we looked; `waiting` for a person to say what it is about; `filed`: nothing of ours.
 */
export type StoredAlert = Episode & {
  readonly partner: string
  readonly source: string // empty: a sender nobody knows
  readonly key: string
  readonly site: string | null
  readonly name: string
  readonly says: string
  readonly link: string | null
  readonly heardAt: Instant
  readonly times: number
  readonly state: Row['state']
  readonly dueAt: Instant | null
  readonly incident: number | null
  readonly settledBy: string | null
}

/** Keeps the beginning of an episode; false when it is here already. */
export async function addAlert(
  tx: Transaction<Tables>,
  alert: Omit<StoredAlert, 'id' | 'times' | 'incident' | 'settledBy'>,
): Promise<boolean> {
  const { startedAt, resolvedAt, heardAt, dueAt, ...same } = alert
  const moments = { started_at: startedAt, resolved_at: resolvedAt, heard_at: heardAt, due_at: dueAt }
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inbound_alert')
    .values({ ...same, ...moments, times: 1, incident: null, told_at: null, settled_by: null })
    .onConflict((conflict) => conflict.columns(['source', 'key', 'started_at']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** The episodes of the same thing, the newest first: as many as a late alert may belong to. */
export async function episodesOf(db: Db, source: string, key: string): Promise<StoredAlert[]> {
  const query = db.selectFrom('inbound_alert').selectAll().where('source', '=', source).where('key', '=', key)
  return (await query.orderBy('started_at', 'desc').limit(20).execute()).map(fromRow)
}

/** It was said again. */
export async function hearAgain(tx: Transaction<Tables>, id: number, at: Instant): Promise<void> {
  const change = tx.updateTable('inbound_alert').set((eb) => ({ times: eb('times', '+', 1), heard_at: at }))
  await change.where('id', '=', id).execute()
}

/** It was said to be over; false when that was known. What we had not looked at yet, we need not. */
export async function endAlert(
  tx: Transaction<Tables>,
  { id, state }: StoredAlert,
  resolvedAt: Instant,
  heardAt: Instant,
): Promise<boolean> {
  const settled = state === 'looking' ? ({ state: 'over', due_at: null } as const) : {}
  const change = tx
    .updateTable('inbound_alert')
    .set((eb) => ({ resolved_at: resolvedAt, heard_at: heardAt, times: eb('times', '+', 1), ...settled }))
  return (await change.where('id', '=', id).where('resolved_at', 'is', null).executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Those whose look is due, the longest due first. */
export async function dueAlerts(db: Db, now: Instant): Promise<StoredAlert[]> {
  const query = db.selectFrom('inbound_alert').selectAll().where('due_at', '<=', now).orderBy('due_at').limit(200)
  return (await query.execute()).map(fromRow)
}

/** When the next look is due; null when none is. */
export async function nextAlertDue(db: Db): Promise<Instant | null> {
  const next = db.selectFrom('inbound_alert').select('due_at').where('due_at', 'is not', null).orderBy('due_at').limit(1)
  return ((await next.executeTakeFirst())?.due_at ?? null) as Instant | null
}

/** What came of our look; false when another hub has said so. */
export async function weighAlert(
  tx: Transaction<Tables>,
  id: number,
  to: { readonly state: Row['state']; readonly toldAt?: Instant | undefined; readonly dueAt?: Instant },
): Promise<boolean> {
  const change = tx
    .updateTable('inbound_alert')
    .set({ state: to.state, due_at: to.dueAt ?? null, ...(to.toldAt !== undefined && { told_at: to.toldAt }) })
  return (await change.where('id', '=', id).where('state', '=', 'looking').executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Whether whoever is on call was told since then that others see this site otherwise than we do. */
export async function wasTold(db: Db, partner: string, site: string, since: Instant): Promise<boolean> {
  const query = db.selectFrom('inbound_alert').select('id').where('partner', '=', partner).where('site', '=', site)
  return (await query.where('told_at', '>=', since).limit(1).executeTakeFirst()) !== undefined
}

/** What is said of the site and belongs to no incident yet, the earliest first. */
export async function firingAlerts(db: Db, partner: string, site: string, since: Instant): Promise<StoredAlert[]> {
  const query = db.selectFrom('inbound_alert').selectAll().where('partner', '=', partner).where('site', '=', site)
  const open = query.where('resolved_at', 'is', null).where('incident', 'is', null).where('heard_at', '>=', since)
  return (await open.where('state', 'in', ['looking', 'elsewhere', 'planned']).orderBy('id').execute()).map(fromRow)
}

/** It is evidence of that incident; false when it is one's already. */
export async function attachAlert(tx: Transaction<Tables>, id: number, incident: number): Promise<boolean> {
  const change = tx.updateTable('inbound_alert').set({ state: 'evidence', incident, due_at: null })
  return (await change.where('id', '=', id).where('incident', 'is', null).executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** A person says what a waiting one is about; false when it does not wait (any more). */
export async function settleAlert(
  tx: Transaction<Tables>,
  id: number,
  to: Pick<StoredAlert, 'partner' | 'site' | 'state' | 'dueAt'>,
  by: string,
): Promise<boolean> {
  const { dueAt, ...same } = to
  const change = tx.updateTable('inbound_alert').set({ ...same, due_at: dueAt, settled_by: by })
  return (await change.where('id', '=', id).where('state', '=', 'waiting').executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

export type AlertFilter = {
  readonly partner: string | null
  readonly states?: readonly Row['state'][]
  readonly site?: string | undefined
  readonly before?: number | undefined
  readonly limit: number
}

/** The newest first; of all partners for the operator (`null`). */
export async function listAlerts(db: Db, { partner, states, site, before, limit }: AlertFilter): Promise<StoredAlert[]> {
  let query = db.selectFrom('inbound_alert').selectAll().orderBy('id', 'desc').limit(limit)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (states !== undefined) query = query.where('state', 'in', states)
  if (site !== undefined) query = query.where('site', '=', site)
  if (before !== undefined) query = query.where('id', '<', before)
  return (await query.execute()).map(fromRow)
}

/** The alert of that number; with a partner only where it is that partner's. */
export async function findAlert(db: Db, partner: string | null, id: number): Promise<StoredAlert | null> {
  let query = db.selectFrom('inbound_alert').selectAll().where('id', '=', id)
  if (partner !== null) query = query.where('partner', '=', partner)
  const row = await query.executeTakeFirst()
  return row ? fromRow(row) : null
}

const BITE = 500

/** Drops some of what was heard last before `before` and waits for nobody. Says whether there may be more. */
export async function dropAlerts(tx: Transaction<Tables>, before: Instant): Promise<boolean> {
  const old = tx.selectFrom('inbound_alert').select('id').where('heard_at', '<', before).where('state', 'not in', ['waiting', 'looking'])
  const gone = await tx.deleteFrom('inbound_alert').where('id', 'in', old.limit(BITE)).executeTakeFirstOrThrow()
  return Number(gone.numDeletedRows) === BITE
}

/** How often each source was heard, and when last; of all partners for the operator (`null`). */
export async function heardOfSources(
  db: Db,
  partner: string | null,
): Promise<ReadonlyMap<string, { readonly times: number; readonly lastAt: Instant }>> {
  let query = db.selectFrom('inbound_alert').groupBy('source')
  if (partner !== null) query = query.where('partner', '=', partner)
  const rows = await query
    .select(['source', ({ fn }) => fn.sum<number>('times').as('times'), ({ fn }) => fn.max('heard_at').as('last')])
    .execute()
  return new Map(rows.map(({ source, times, last }) => [source, { times: Number(times), lastAt: Number(last) as Instant }]))
}

/** How many things of senders nobody knows are kept. */
export async function countStrangers(db: Db): Promise<number> {
  const query = db
    .selectFrom('inbound_alert')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('source', '=', '')
  return Number((await query.executeTakeFirstOrThrow()).count)
}

const fromRow = ({ started_at, resolved_at, heard_at, due_at, told_at: _told, settled_by, ...same }: Row): StoredAlert => ({
  ...same,
  startedAt: started_at as Instant,
  resolvedAt: resolved_at as Instant | null,
  heardAt: heard_at as Instant,
  dueAt: due_at as Instant | null,
  settledBy: settled_by,
})
