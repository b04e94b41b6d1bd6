import type { Selectable, Transaction } from 'kysely'
import type { CheckItem, VendorCase } from '../domain/incident/incident.ts'
import type { Instant } from '../domain/instant.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** Something a person does for an incident. `for` is what the playbook named, `people` who that was at the moment. */
export type NewTask = {
  readonly partner: string
  readonly incident: number
  readonly id: string
  readonly step: string | null
  readonly title: string
  readonly for: string
  readonly people: readonly string[]
  readonly dueAt: Instant | null
  readonly contact: string | null
  readonly followUp: boolean // keeps no incident from being reviewed
  readonly checklist: readonly CheckItem[]
  readonly vendorCase: VendorCase | null
}
export type Task = NewTask & { readonly owner: string | null; readonly doneAt: Instant | null; readonly doneBy: string | null }

/** Adds a task; false when the incident has it already. */
export async function addTask(tx: Transaction<Tables>, task: NewTask): Promise<boolean> {
  const { people, dueAt, followUp, checklist, vendorCase, ...same } = task
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('task')
    .values({
      ...same,
      people: JSON.stringify(people),
      due_at: dueAt,
      follow_up: followUp ? 1 : 0,
      checklist: JSON.stringify(checklist),
      vendor: vendorCase?.provider ?? null,
      case_number: vendorCase?.number ?? null,
      owner: null,
      done_at: null,
      done_by: null,
    })
    .onConflict((conflict) => conflict.columns(['partner', 'incident', 'id']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** What of a task has changed: who took it, what of it is done, when it is due. */
export async function changeTask(
  tx: Db,
  partner: string,
  incident: number,
  id: string,
  { owner, checklist, dueAt }: { readonly owner?: string; readonly checklist?: readonly CheckItem[]; readonly dueAt?: Instant },
): Promise<void> {
  await tx
    .updateTable('task')
    .set({
      ...(owner === undefined ? {} : { owner }),
      ...(checklist === undefined ? {} : { checklist: JSON.stringify(checklist) }),
      ...(dueAt === undefined ? {} : { due_at: dueAt }),
    })
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .where('id', '=', id)
    .execute()
}

/** Closes a task; `by` is null where nobody did it by hand. False when it was closed before or is not there. */
export async function closeTask(tx: Db, partner: string, incident: number, id: string, at: Instant, by: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('task')
    .set({ done_at: at, done_by: by })
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Whether any incident of the site has this task open. */
export async function isTaskOpen(db: Db, partner: string, site: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('task')
    .innerJoin('incident', (join) => join.onRef('incident.partner', '=', 'task.partner').onRef('incident.id', '=', 'task.incident'))
    .select('task.id')
    .where('task.partner', '=', partner)
    .where('incident.site', '=', site)
    .where('task.id', '=', id)
    .where('task.done_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export type TaskFilter = { partner?: string | null; incident?: number; open?: boolean; limit: number }

/** The next due first, those without a date last; `partner: null` lists those of all, for the operator. */
export async function listTasks(db: Db, { partner = null, incident, open, limit }: TaskFilter): Promise<Task[]> {
  let query = db
    .selectFrom('task')
    .selectAll()
    .orderBy('due_at', (order) => order.asc().nullsLast())
    .orderBy('incident')
    .orderBy('id')
    .limit(limit)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (incident !== undefined) query = query.where('incident', '=', incident)
  if (open !== undefined) query = query.where('done_at', open ? 'is' : 'is not', null)
  return (await query.execute()).map(fromRow)
}

const fromRow = (row: Selectable<Tables['task']>): Task => ({
  partner: row.partner,
  incident: row.incident,
  id: row.id,
  step: row.step,
  title: row.title,
  for: row.for,
  people: JSON.parse(row.people) as string[],
  dueAt: row.due_at as Instant | null,
  contact: row.contact,
  followUp: row.follow_up === 1,
  checklist: JSON.parse(row.checklist) as CheckItem[],
  vendorCase: row.vendor === null ? null : { provider: row.vendor, number: row.case_number ?? '' },
  owner: row.owner,
  doneAt: row.done_at as Instant | null,
  doneBy: row.done_by,
})
