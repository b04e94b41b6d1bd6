import type { Instant } from '../domain/instant.ts'
import type { Absence } from '../domain/plan/plan.ts'
import type { Db } from './store.ts'

/** How the calendar of somebody's absences was read last. */
export type AbsenceCalendar = {
  readonly person: string
  readonly dueAt: Instant
  readonly readAt: Instant | null // when it was read well
  readonly reason: string | null // what of it could not be taken, or why none of it
}

/** Keeps the calendars of these people and of no others, with what they said; a new one is due at once. */
export async function syncAbsenceCalendars(tx: Db, people: readonly string[], now: Instant): Promise<void> {
  for (const person of people)
    await tx
      .insertInto('absence_calendar')
      .values({ person, due_at: now, read_at: null, reason: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  const kept = people.length === 0 ? [''] : people
  await tx.deleteFrom('absence_calendar').where('person', 'not in', kept).execute()
  await tx.deleteFrom('calendar_absence').where('person', 'not in', kept).execute()
}

/** All of them, by person. */
export async function absenceCalendars(db: Db): Promise<AbsenceCalendar[]> {
  const rows = await db.selectFrom('absence_calendar').selectAll().orderBy('person').execute()
  return rows.map((row) => ({
    person: row.person,
    dueAt: row.due_at as Instant,
    readAt: row.read_at as Instant | null,
    reason: row.reason,
  }))
}

/** Keeps what a calendar says in place of what it said before. */
export async function keepAbsences(
  tx: Db,
  person: string,
  absences: readonly Absence[],
  { dueAt, readAt, reason }: Pick<AbsenceCalendar, 'dueAt' | 'readAt' | 'reason'>,
): Promise<void> {
  await tx.deleteFrom('calendar_absence').where('person', '=', person).execute()
  const rows = absences.map(({ from, until, why }) => ({ person, from_at: from, until_at: until, why: why ?? '' }))
  if (rows.length > 0) await tx.insertInto('calendar_absence').values(rows).execute()
  await tx.updateTable('absence_calendar').set({ due_at: dueAt, read_at: readAt, reason }).where('person', '=', person).execute()
}

/** The calendar could not be read: what it said before stays. */
export async function markCalendarUnread(tx: Db, person: string, reason: string, dueAt: Instant): Promise<void> {
  await tx.updateTable('absence_calendar').set({ due_at: dueAt, reason }).where('person', '=', person).execute()
}

/** What all calendars say, by person. */
export async function calendarAbsences(db: Db): Promise<(Absence & { readonly person: string })[]> {
  const rows = await db.selectFrom('calendar_absence').selectAll().orderBy('person').orderBy('from_at').execute()
  return rows.map(({ person, from_at: from, until_at: until, why }) => ({ person, from: from as Instant, until: until as Instant, why }))
}
