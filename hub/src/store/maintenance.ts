import type { Selectable, Transaction } from 'kysely'
import { OPERATOR } from '../domain/audience/pages.ts'
import type { Instant } from '../domain/instant.ts'
import type { MaintenanceHappening, NoticeKind, ScheduledMaintenance } from '../domain/maintenance/scheduled.ts'
import { Problem } from '../problem.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** A window as kept, and the version that whoever changes it must name. */
export type StoredMaintenance = { readonly version: number; readonly work: ScheduledMaintenance }

/** Stores a new window; false when the name is taken. */
export async function insertMaintenance(tx: Transaction<Tables>, work: ScheduledMaintenance): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('maintenance')
    .values({ partner: work.partner, id: work.facts.id, version: 1, ...columns(work) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Stores what became of it. Whoever read an older version is refused (Problem `maintenance_changed`) and asks again. */
export async function saveMaintenance(tx: Transaction<Tables>, version: number, work: ScheduledMaintenance): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('maintenance')
    .set({ version: version + 1, ...columns(work) })
    .where('partner', '=', work.partner)
    .where('id', '=', work.facts.id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 1n) return
  throw new Problem(
    'conflict',
    'maintenance_changed',
    `"${work.facts.id}" has changed meanwhile.`,
    'Read it again, then repeat what you wanted.',
  )
}

/** The window of that name that this tenant planned, or null. */
export async function findMaintenance(db: Db, partner: string, id: string): Promise<StoredMaintenance | null> {
  const row = await db.selectFrom('maintenance').selectAll().where('partner', '=', partner).where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/**
 * The windows that may concern a tenant, the next to end first: its own, and the operator's, which may affect anyone. `partner: null` lists
 * all. Those that ended before `since` are left out.
 */
export async function listMaintenance(db: Db, partner: string | null, since: Instant): Promise<ScheduledMaintenance[]> {
  let query = db.selectFrom('maintenance').selectAll().orderBy('ends_at').orderBy('id')
  query = query.where((eb) => eb.or([eb('ends_at', '>=', since), eb('phase', 'in', ['planned', 'running', 'verifying'])]))
  if (partner !== null) query = query.where('partner', 'in', [...new Set([partner, OPERATOR])])
  return (await query.execute()).map((row) => fromRow(row).work)
}

/** When the next window wants to be asked, overdue ones included; null when none waits. */
export async function nextMaintenance(db: Db): Promise<Instant | null> {
  const row = await db
    .selectFrom('maintenance')
    .select((eb) => eb.fn.min('wake_at').as('at'))
    .where('wake_at', 'is not', null)
    .executeTakeFirst()
  return (row?.at ?? null) as Instant | null
}

/** Notes what happened to a window, in the transaction that changes it. */
export async function addMaintenanceEvent(
  tx: Transaction<Tables>,
  { partner, facts: { id } }: ScheduledMaintenance,
  seq: number,
  at: Instant,
  happening: MaintenanceHappening,
): Promise<void> {
  const { type, ...body } = happening
  await tx
    .insertInto('maintenance_event')
    .values({ partner, maintenance: id, seq, at, type, body: JSON.stringify(body) })
    .execute()
}

/** What a status page says of a window, and since when. */
export type MaintenanceUpdate = {
  readonly partner: string // whose page it is
  readonly page: string
  readonly key: string
  readonly maintenance: string
  readonly at: Instant
  readonly kind: NoticeKind
  readonly subject: string
  readonly text: string
}

/** Puts an update on a page; one of this key that is there already stays. */
export async function addMaintenanceUpdate(tx: Transaction<Tables>, update: MaintenanceUpdate): Promise<void> {
  await tx
    .insertInto('maintenance_update')
    .values(update)
    .onConflict((conflict) => conflict.columns(['partner', 'page', 'key']).doNothing())
    .execute()
}

/** What the page was told of windows from `since` on, the newest first. */
export async function maintenanceUpdatesOn(db: Db, partner: string, page: string, since: Instant): Promise<MaintenanceUpdate[]> {
  const rows = await db
    .selectFrom('maintenance_update')
    .selectAll()
    .where('partner', '=', partner)
    .where('page', '=', page)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('key', 'desc')
    .execute()
  return rows.map(({ at, kind, ...same }) => ({ ...same, at: at as Instant, kind: kind as NoticeKind }))
}

const columns = (work: ScheduledMaintenance) => ({
  phase: work.phase,
  ends_at: work.endedAt ?? work.facts.endsAt,
  wake_at: work.wakeAt,
  body: JSON.stringify(work),
})

const fromRow = ({ version, body }: Selectable<Tables['maintenance']>): StoredMaintenance => ({
  version,
  work: { series: null, ...(JSON.parse(body) as object) } as ScheduledMaintenance,
})
