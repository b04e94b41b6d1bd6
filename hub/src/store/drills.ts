import type { Selectable } from 'kysely'
import type { Drill, NewDrill } from '../domain/drill/drill.ts'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db, Tx } from './store.ts'

/** Keeps a planned drill. Gives its number. */
export async function addDrill(tx: Tx, { site, scenario, window, every, dueAt, madeBy, madeAt }: NewDrill): Promise<number> {
  const { id } = await tx
    .insertInto('drill')
    .values({
      ...{ site, scenario, every, due_at: dueAt, state: 'planned', incident: null, played: 0, started_at: null, ended_at: null, why: null },
      ...{ window_from: window?.from ?? null, window_until: window?.until ?? null, made_by: madeBy, made_at: madeAt },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The drill of that number, or null. */
export async function findDrill(db: Db, id: number): Promise<Drill | null> {
  const row = await db.selectFrom('drill').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The newest first. */
export async function listDrills(db: Db, limit: number): Promise<Drill[]> {
  return (await db.selectFrom('drill').selectAll().orderBy('id', 'desc').limit(limit).execute()).map(fromRow)
}

/** Drills that begin or go on by now, and every one that is under way: what ends it may come at any time. */
export async function wakingDrills(db: Db, now: Instant): Promise<Drill[]> {
  const rows = await db
    .selectFrom('drill')
    .selectAll()
    .where((eb) => eb.or([eb('due_at', '<=', now), eb('state', '=', 'running')]))
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** When the next drill begins or goes on; null when none waits. */
export async function nextDrill(db: Db): Promise<Instant | null> {
  const row = await db.selectFrom('drill').select((eb) => eb.fn.min('due_at').as('at')).executeTakeFirst() // prettier-ignore
  return (row?.at ?? null) as Instant | null
}

/** Begins a planned drill; false when another hub did, or it was taken back. */
export async function startDrill(tx: Tx, id: number, at: Instant, dueAt: Instant): Promise<boolean> {
  const begun = tx.updateTable('drill').set({ state: 'running', started_at: at, due_at: dueAt })
  return (await begun.where('id', '=', id).where('state', '=', 'planned').executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** The incident that a drill plays with. */
export async function nameIncident(tx: Tx, id: number, incident: number): Promise<void> {
  await tx.updateTable('drill').set({ incident }).where('id', '=', id).execute()
}

/** Counts one event as happened; false when it was counted before, or the drill is over. */
export async function playOn(tx: Tx, { id, played }: Drill, dueAt: Instant): Promise<boolean> {
  const counted = tx
    .updateTable('drill')
    .set({ played: played + 1, due_at: dueAt })
    .where('id', '=', id)
    .where('state', '=', 'running')
  return (await counted.where('played', '=', played).executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Ends a drill, or takes a planned one back; false when it was over. */
export async function endDrill(tx: Tx, { id, state }: Drill, { at, why }: { at: Instant; why: string }): Promise<boolean> {
  const end = { state: state === 'running' ? ('over' as const) : ('cancelled' as const), ended_at: at, due_at: null, why }
  return (await tx.updateTable('drill').set(end).where('id', '=', id).where('state', '=', state).executeTakeFirstOrThrow()).numUpdatedRows === 1n // prettier-ignore
}

const fromRow = (row: Selectable<Tables['drill']>): Drill => ({
  id: row.id,
  site: row.site,
  scenario: row.scenario,
  window: row.window_from === null ? null : { from: row.window_from as Instant, until: row.window_until as Instant },
  every: row.every,
  dueAt: row.due_at as Instant | null,
  state: row.state,
  incident: row.incident,
  played: row.played,
  startedAt: row.started_at as Instant | null,
  endedAt: row.ended_at as Instant | null,
  why: row.why,
  madeBy: row.made_by,
  madeAt: row.made_at as Instant,
})
