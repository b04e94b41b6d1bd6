import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from 'kysely'
import type { Event, Incident } from '../domain/incident/incident.ts'
import type { Instant } from '../domain/instant.ts'
import { Problem } from '../problem.ts'
import { asOfToday } from './as-of-today.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** The shape in which events are written today. A change of it that old readers misread counts up, and `eventsOf` learns to read the older. */
const SCHEMA_VERSION = 1

/** What happened to an incident, and what became of it by that; `changes` of the first event holds the whole incident. */
export type StoredEvent = {
  readonly partner: string
  readonly incident: number
  readonly seq: number // counts from 1 within the incident
  readonly at: Instant
  readonly planVersion: string
  readonly event: Event
  readonly changes: Partial<Incident>
}

/** Adds an event. It belongs in the transaction of `saveIncident`, which keeps two from taking the same `seq`. */
export async function appendEvent(tx: Transaction<Tables>, entry: StoredEvent): Promise<void> {
  const { partner, incident, seq, at, planVersion, event, changes } = entry
  const told = { type: event.type, schema_version: SCHEMA_VERSION, plan_version: planVersion }
  await tx
    .insertInto('event')
    .values({ partner, incident, seq, at, ...told, body: JSON.stringify(event), changes: JSON.stringify(changes) })
    .execute()
}

/** All events of the incident in their order. */
export async function eventsOf(db: Db, partner: string, incident: number): Promise<StoredEvent[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('partner', '=', partner)
    .where('incident', '=', incident)
    .orderBy('seq')
    .execute()
  return rows.map((row) => {
    if (row.schema_version > SCHEMA_VERSION) throw newer(incident, row.schema_version)
    const { seq, plan_version: planVersion } = row
    const event = JSON.parse(row.body) as Event
    return { partner, incident, seq, at: row.at as Instant, planVersion, event, changes: JSON.parse(row.changes) as Partial<Incident> }
  })
}

/** Which incidents had events since then, and the last of each; of all tenants. */
export async function changedSince(db: Db, since: Instant): Promise<{ partner: string; incident: number; seq: number }[]> {
  return db
    .selectFrom('event')
    .select((eb) => ['partner', 'incident', eb.fn.max('seq').as('seq')])
    .where('at', '>=', since)
    .groupBy(['partner', 'incident'])
    .execute()
}

/** When the event of that number happened; null when there is none. */
export async function eventAt(db: Db, partner: string, incident: number, seq: number): Promise<Instant | null> {
  const event = db.selectFrom('event').select('at').where('partner', '=', partner).where('incident', '=', incident)
  return ((await event.where('seq', '=', seq).executeTakeFirst())?.at as Instant | undefined) ?? null
}

function newer(incident: number, version: number): Problem {
  const message = `Incident ${incident} has events written by a newer Allclear (shape ${version}; this one reads up to ${SCHEMA_VERSION}).`
  return new Problem('ours', 'event_newer', message, 'Start the newer version again.')
}

/** The incident that the events tell of: what each changed is applied, nothing is decided again (I-50). */
export function foldEvents(events: readonly Pick<StoredEvent, 'changes'>[]): Incident {
  return asOfToday(Object.assign({}, ...events.map(({ changes }) => changes)) as Incident)
}

/** The fields of `after` that `before` has not or has otherwise: what an event's `changes` hold. */
export function changesBetween(before: Incident | null, after: Incident): Partial<Incident> {
  const changes: Record<string, unknown> = {}
  for (const field of Object.keys(after) as (keyof Incident)[])
    if (!before || !isSame(before[field], after[field])) changes[field] = after[field]
  return changes
}

const isSame = (one: unknown, other: unknown) => one === other || isDeepStrictEqual(one, other)
