import type { Selectable, Transaction } from 'kysely'
import { OPERATOR } from '../domain/audience/pages.ts'
import type { Instant } from '../domain/instant.ts'
import type { InCommon, Shared } from '../domain/triage/correlate.ts'
import type { Parting } from '../domain/triage/part.ts'
import { kindOf } from './kind.ts'
import type { Tables } from './schema.ts'
import type { Db, Tx } from './store.ts'

/** What several failing sites share, and since when. */
export type Parent = {
  readonly id: number
  readonly kind: InCommon['kind']
  readonly shared: Shared
  readonly value: string
  readonly openedAt: Instant
  readonly endedAt: Instant | null
}

/** One incident under a parent; `leftAt` once its site is not down any more, or since it goes its own way: then `parting` says why. */
export type Affected = {
  readonly parent: number
  readonly incident: number
  readonly site: string
  readonly partner: string // the tenant of the site
  readonly joinedAt: Instant
  readonly leftAt: Instant | null
  readonly parting: Parting | null
}

/** The parent over this shared thing that has not ended, or null. */
export async function openParentOf(db: Db, shared: Shared, value: string): Promise<Parent | null> {
  const row = await db
    .selectFrom('parent')
    .selectAll()
    .where('partner', '=', OPERATOR)
    .where('shared', '=', shared)
    .where('value', '=', value)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Opens a parent over a shared thing; one that is open already is given back. */
export async function openParent(
  tx: Transaction<Tables>,
  { kind, shared, value }: Pick<Parent, 'kind' | 'shared' | 'value'>,
  at: Instant,
): Promise<Parent> {
  const open = await openParentOf(tx, shared, value)
  if (open) return open
  const row = await tx
    .insertInto('parent')
    .values({ partner: OPERATOR, kind, shared, value, opened_at: at, ended_at: null })
    .returningAll()
    .executeTakeFirstOrThrow()
  return fromRow(row)
}

/** An incident joins a parent. One that is in it already stays as it is, one that parted stays out; one that had left is the last to have joined. */
export async function joinParent(
  tx: Transaction<Tables>,
  parent: number,
  { incident, site, partner }: Pick<Affected, 'incident' | 'site' | 'partner'>,
  at: Instant,
): Promise<void> {
  await tx
    .insertInto('affected')
    .values({ partner: OPERATOR, parent, incident, site, site_partner: partner, joined_at: at, left_at: null, parting: null })
    .onConflict((conflict) =>
      conflict
        .columns(['partner', 'parent', 'incident'])
        .doUpdateSet({ joined_at: at, left_at: null })
        .where('affected.left_at', 'is not', null)
        .where('affected.parting', 'is', null),
    )
    .execute()
}

/** An incident hangs under the parent no longer: its site is not down any more, or it goes its own way, and why. */
export async function leaveParent(
  tx: Transaction<Tables>,
  parent: number,
  incident: number,
  at: Instant,
  parting: Parting | null = null,
): Promise<void> {
  await tx
    .updateTable('affected')
    .set({ left_at: at, parting })
    .where('partner', '=', OPERATOR)
    .where('parent', '=', parent)
    .where('incident', '=', incident)
    .where('left_at', 'is', null)
    .execute()
}

/** Nothing under the parent is down any more; it stays open where an incident has joined meanwhile. */
export async function endParent(tx: Tx, parent: number, at: Instant): Promise<void> {
  await holdOpenParent(tx, parent, 'to-end')
  await tx
    .updateTable('parent')
    .set({ ended_at: at })
    .where('id', '=', parent)
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('affected').select('incident').where('parent', '=', parent).where('left_at', 'is', null))),
    )
    .execute()
}

/** Whether the parent is open, and it stays so until the transaction ends: whoever ends it waits for those who join, and these for nobody else. */
export async function holdOpenParent(tx: Tx, id: number, why: 'to-join' | 'to-end'): Promise<boolean> {
  const row = await tx
    .selectFrom('parent')
    .select('id')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .$if(kindOf(tx) === 'postgres', (query) => (why === 'to-join' ? query.forShare() : query.forUpdate()))
    .executeTakeFirst()
  return row !== undefined
}

/** The parents that have not ended and that the incident has not parted from; where it is under one, none but that. */
export async function openToJoin(db: Db, incident: number): Promise<{ readonly parent: Parent; readonly isUnder: boolean }[]> {
  const rows = await db
    .selectFrom('parent')
    .leftJoin('affected', (join) =>
      join
        .onRef('affected.parent', '=', 'parent.id')
        .onRef('affected.partner', '=', 'parent.partner')
        .on('affected.incident', '=', incident),
    )
    .selectAll('parent')
    .select(['affected.incident', 'affected.left_at', 'affected.parting'])
    .where('parent.partner', '=', OPERATOR)
    .where('parent.ended_at', 'is', null)
    .where('affected.parting', 'is', null)
    .orderBy('parent.id')
    .execute()
  const open = rows.map((row) => ({ parent: fromRow(row), isUnder: row.incident !== null && row.left_at === null }))
  return open.some(({ isUnder }) => isUnder) ? open.filter(({ isUnder }) => isUnder) : open
}

/** The newest first; with `open` only those that have not ended, or only those that have. */
export async function listParents(db: Db, { open, limit }: { open?: boolean; limit: number }): Promise<Parent[]> {
  let query = db.selectFrom('parent').selectAll().where('partner', '=', OPERATOR).orderBy('id', 'desc').limit(limit)
  if (open !== undefined) query = query.where('ended_at', open ? 'is' : 'is not', null)
  return (await query.execute()).map(fromRow)
}

/** Every incident that was under the parent, in the order in which they joined. */
export async function affectedBy(db: Db, parent: number): Promise<Affected[]> {
  const rows = await db
    .selectFrom('affected')
    .selectAll()
    .where('partner', '=', OPERATOR)
    .where('parent', '=', parent)
    .orderBy('joined_at')
    .orderBy('incident')
    .execute()
  return rows.map((row) => ({
    parent: row.parent,
    incident: row.incident,
    site: row.site,
    partner: row.site_partner,
    joinedAt: row.joined_at as Instant,
    leftAt: row.left_at as Instant | null,
    parting: row.parting as Parting | null,
  }))
}

/** The first that joined of those under the parent now. */
export async function firstUnder(db: Db, parent: number, limit: number): Promise<number[]> {
  const rows = await underNow(db, parent).select('incident').orderBy('joined_at').orderBy('incident').limit(limit).execute()
  return rows.map(({ incident }) => incident)
}

/** How many incidents are under the parent now, of one tenant or of all (`null`). */
export async function countUnder(db: Db, parent: number, partner: string | null): Promise<number> {
  const { n } = await underNow(db, parent)
    .$if(partner !== null, (query) => query.where('site_partner', '=', partner!))
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

const underNow = (db: Db, parent: number) =>
  db.selectFrom('affected').where('partner', '=', OPERATOR).where('parent', '=', parent).where('left_at', 'is', null)

/** The parent that has not ended, or null. */
export async function findOpenParent(db: Db, id: number): Promise<Parent | null> {
  const row = await db.selectFrom('parent').selectAll().where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The numbers of all incidents that are under a parent now. */
export async function incidentsUnderParents(db: Db): Promise<ReadonlySet<number>> {
  const rows = await db.selectFrom('affected').select('incident').where('partner', '=', OPERATOR).where('left_at', 'is', null).execute()
  return new Set(rows.map(({ incident }) => incident))
}

/** The incidents of one tenant that were or are under the parent which this one is under now; none where it is under none. */
export async function incidentsBeside(db: Db, partner: string, incident: number): Promise<number[]> {
  const rows = await db
    .selectFrom('affected as own')
    .innerJoin('affected as other', (join) => join.onRef('other.parent', '=', 'own.parent').onRef('other.partner', '=', 'own.partner'))
    .select('other.incident')
    .where('own.partner', '=', OPERATOR)
    .where('own.incident', '=', incident)
    .where('own.left_at', 'is', null)
    .where('own.site_partner', '=', partner)
    .where('other.site_partner', '=', partner)
    .execute()
  return rows.map((row) => row.incident)
}

const fromRow = (row: Selectable<Tables['parent']>): Parent => ({
  id: row.id,
  kind: row.kind as Parent['kind'],
  shared: row.shared as Shared,
  value: row.value,
  openedAt: row.opened_at as Instant,
  endedAt: row.ended_at as Instant | null,
})
