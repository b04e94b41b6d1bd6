import type { QueryCreator, Selectable, Transaction } from 'kysely'
import { after, type Instant, type Span } from '../domain/instant.ts'
import { kindOf } from './kind.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** An action that a step ordered: `dueAt` is when it may begin, `endsBy` when it is given up. */
export type NewExecution = {
  readonly partner: string
  readonly incident: number
  readonly step: string
  readonly run: string
  readonly on: string
  readonly dueAt: Instant
  readonly endsBy: Instant
}
export type StoredExecution = NewExecution & {
  readonly seq: number // counts from 1 within the incident
  readonly state: Tables['execution']['state']
  readonly fence: number
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly output: string | null
}

/** Orders an action, in the transaction of the decision. A repeated step gives one execution for each time. */
export async function addExecution(tx: Transaction<Tables>, { dueAt, endsBy, ...same }: NewExecution): Promise<void> {
  const { last } = await tx
    .selectFrom('execution')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('partner', '=', same.partner)
    .where('incident', '=', same.incident)
    .executeTakeFirstOrThrow()
  const fresh = { state: 'waiting', fence: 0, lease_until: null, started_at: null, ended_at: null, output: null } as const
  await tx
    .insertInto('execution')
    .values({ ...same, seq: (last ?? 0) + 1, due_at: dueAt, ends_by: endsBy, ...fresh })
    .execute()
}

/** Takes one that is due, or one whose lease has ended because its runner died: actions are safe to repeat. Of any number that reach one gets it. */
export async function takeDueExecution(db: Db, now: Instant, lease: Span): Promise<StoredExecution | null> {
  const row = await db
    .with(
      (cte) => cte('due').materialized(),
      (cte) => dueExecution(cte, now, kindOf(db) === 'postgres'),
    )
    .updateTable('execution')
    .set((eb) => ({ state: 'running', started_at: now, fence: eb('fence', '+', 1), lease_until: after(now, lease) }))
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('partner', 'incident', 'seq'),
        'in',
        selectFrom('due').select(['due.partner', 'due.incident', 'due.seq']).$asTuple('partner', 'incident', 'seq'),
      ),
    )
    .returningAll()
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

const dueExecution = (db: QueryCreator<Tables>, now: Instant, amongMany: boolean) =>
  db
    .selectFrom('execution as e')
    .select(['e.partner', 'e.incident', 'e.seq'])
    .where('e.ended_at', 'is', null)
    .where('e.due_at', '<=', now)
    .where((eb) => eb.or([eb('e.state', '=', 'waiting'), eb('e.lease_until', '<=', now)]))
    .orderBy('e.due_at')
    .orderBy('e.incident')
    .orderBy('e.seq')
    .limit(1)
    .$if(amongMany, (query) => query.forUpdate('e').skipLocked())

type Taken = Pick<StoredExecution, 'partner' | 'incident' | 'seq' | 'fence'>

/** Holds it for longer; false when another has taken it meanwhile. */
export async function renewExecution(db: Db, taken: Taken, now: Instant, lease: Span): Promise<boolean> {
  const { numUpdatedRows } = await held(db, taken)
    .set({ lease_until: after(now, lease) })
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export type ExecutionEnd = { readonly result: 'done' | 'failed'; readonly output: string; readonly now: Instant }

/** Notes how it ended, in the transaction of the event; false when another has taken it meanwhile. */
export async function endExecution(tx: Db, taken: Taken, { result, output, now }: ExecutionEnd): Promise<boolean> {
  const { numUpdatedRows } = await held(tx, taken)
    .set({ state: result, output, ended_at: now, lease_until: null })
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

const held = (db: Db, { partner, incident, seq, fence }: Taken) =>
  db
    .updateTable('execution')
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .where('seq', '=', seq)
    .where('fence', '=', fence)
    .where('state', '=', 'running')

/** At the start of the only hub: what was running when it died may begin again at once. Gives how many. */
export async function recoverExecutions(db: Db): Promise<number> {
  const left = db.updateTable('execution').set({ state: 'waiting', lease_until: null }).where('state', '=', 'running')
  return Number((await left.executeTakeFirstOrThrow()).numUpdatedRows)
}

/** All executions of the incident in the order in which they were ordered. */
export async function executionsOf(db: Db, partner: string, incident: number): Promise<StoredExecution[]> {
  const query = db.selectFrom('execution').selectAll().where('partner', '=', partner).where('incident', '=', incident)
  return (await query.orderBy('seq').execute()).map(fromRow)
}

const fromRow = (row: Selectable<Tables['execution']>): StoredExecution => ({
  partner: row.partner,
  incident: row.incident,
  seq: row.seq,
  step: row.step,
  run: row.run,
  on: row.on,
  dueAt: row.due_at as Instant,
  endsBy: row.ends_by as Instant,
  state: row.state,
  fence: row.fence,
  startedAt: row.started_at as Instant | null,
  endedAt: row.ended_at as Instant | null,
  output: row.output,
})
