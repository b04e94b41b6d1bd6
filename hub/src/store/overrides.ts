import type { Selectable, Transaction } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { MadeOverride } from '../domain/oncall/made-override.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** Keeps an override made on screen, and gives it with its number. */
export async function addOverride(tx: Transaction<Tables>, override: Omit<MadeOverride, 'number'>): Promise<MadeOverride> {
  const { schedule, from, until, people, insteadOf, by, at, withdrawnAt } = override
  const { number } = await tx
    .insertInto('override')
    .values({
      ...{ schedule, from_at: from, until_at: until, people: JSON.stringify(people), instead_of: insteadOf },
      ...{ made_by: by, made_at: at, withdrawn_at: withdrawnAt },
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  return { ...override, number }
}

/** Withdraws an override; false when it was withdrawn before or is not there. */
export async function endOverride(tx: Transaction<Tables>, number: number, at: Instant): Promise<boolean> {
  const ended = tx.updateTable('override').set({ withdrawn_at: at }).where('number', '=', number).where('withdrawn_at', 'is', null)
  return (await ended.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** The overrides that end after a moment, withdrawn ones too, in the order of their making. */
export async function overridesSince(db: Db, since: Instant): Promise<MadeOverride[]> {
  return (await db.selectFrom('override').selectAll().where('until_at', '>', since).orderBy('number').execute()).map(fromRow)
}

/** The override of that number, or null. */
export async function findOverride(db: Db, number: number): Promise<MadeOverride | null> {
  const row = await db.selectFrom('override').selectAll().where('number', '=', number).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** How often the overrides of a schedule were changed: one more for each made and each withdrawn. */
export async function countOverrideChanges(db: Db, schedule: string): Promise<number> {
  const { made, withdrawn } = await db
    .selectFrom('override')
    .select((eb) => [eb.fn.count('number').as('made'), eb.fn.count('withdrawn_at').as('withdrawn')])
    .where('schedule', '=', schedule)
    .executeTakeFirstOrThrow()
  return Number(made) + Number(withdrawn)
}

const fromRow = (row: Selectable<Tables['override']>): MadeOverride => ({
  number: row.number,
  schedule: row.schedule,
  from: row.from_at as Instant,
  until: row.until_at as Instant,
  people: JSON.parse(row.people) as string[],
  insteadOf: row.instead_of,
  by: row.made_by,
  at: row.made_at as Instant,
  withdrawnAt: row.withdrawn_at as Instant | null,
})
