import type { Transaction } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Gap } from '../domain/oncall/gap-news.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** Words to somebody whose turn begins, and when they are due. */
export type DutyNotice = {
  readonly schedule: string
  readonly person: string
  readonly kind: Tables['duty_notice']['kind']
  readonly beginsAt: Instant
  readonly dueAt: Instant
}

/** Keeps that somebody is to be told; once for each turn. */
export async function planDutyNotice(tx: Transaction<Tables>, { beginsAt, dueAt, ...same }: DutyNotice): Promise<void> {
  await tx
    .insertInto('duty_notice')
    .values({ ...same, begins_at: beginsAt, due_at: dueAt, told_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Those that are due and not told, the longest due first. */
export async function dueDutyNotices(db: Db, now: Instant): Promise<DutyNotice[]> {
  const rows = await db
    .selectFrom('duty_notice')
    .selectAll()
    .where('told_at', 'is', null)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(200)
    .execute()
  return rows.map(({ schedule, person, kind, begins_at, due_at }) => ({
    ...{ schedule, person, kind },
    beginsAt: begins_at as Instant,
    dueAt: due_at as Instant,
  }))
}

/** When the next one is due; null when none is planned. */
export async function nextDutyNotice(db: Db): Promise<Instant | null> {
  const next = db.selectFrom('duty_notice').select('due_at').where('told_at', 'is', null).orderBy('due_at').limit(1)
  return ((await next.executeTakeFirst())?.due_at ?? null) as Instant | null
}

/** Notes, in the transaction that tells it, that it is told; false when another hub did. */
export async function markDutyNotice(tx: Transaction<Tables>, notice: DutyNotice, at: Instant): Promise<boolean> {
  const { schedule, person, kind, beginsAt } = notice
  const told = tx
    .updateTable('duty_notice')
    .set({ told_at: at })
    .where('schedule', '=', schedule)
    .where('person', '=', person)
    .where('kind', '=', kind)
    .where('begins_at', '=', beginsAt)
    .where('told_at', 'is', null)
  return (await told.executeTakeFirstOrThrow()).numUpdatedRows === 1n
}

/** Uncovered times that the owners were told of. */
export async function knownGaps(db: Db): Promise<Gap[]> {
  const rows = await db.selectFrom('coverage_gap').selectAll().orderBy('from_at').execute()
  return rows.map(({ ladder, from_at, until_at }) => ({ ladder: ladder || null, from: from_at as Instant, until: until_at as Instant }))
}

/** From now on these are the uncovered times that the owners know of. */
export async function keepGaps(tx: Transaction<Tables>, gaps: readonly Gap[], at: Instant): Promise<void> {
  await tx.deleteFrom('coverage_gap').execute()
  for (const { ladder, from, until } of gaps)
    await tx
      .insertInto('coverage_gap')
      .values({ ladder: ladder ?? '', from_at: from, until_at: until, told_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
