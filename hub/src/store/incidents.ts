import { sql } from 'kysely'
import type { ExpressionBuilder, Selectable, Transaction } from 'kysely'
import type { Incident, Phase } from '../domain/incident/incident.ts'
import { after, earliest } from '../domain/instant.ts'
import type { Instant, Span } from '../domain/instant.ts'
import { Problem } from '../problem.ts'
import { asOfToday } from './as-of-today.ts'
import type { Tables } from './schema.ts'
import { kindOf } from './kind.ts'
import type { Db, Tx } from './store.ts'
import { ofSites } from './transitions.ts'
import type { SiteName } from './transitions.ts'

/** An incident as kept, and the version that whoever changes it must name. */
export type StoredIncident = {
  readonly partner: string
  readonly number: number
  readonly version: number
  readonly diagnosisDueAt: Instant | null
  readonly incident: Incident
}
/** Which incident, without its contents. */
export type IncidentNumber = { readonly partner: string; readonly number: number }

const LIVING: readonly Phase[] = ['suspected', 'open', 'stabilising']

/** The next number; they count through all partners and none is given twice. */
export async function nextIncidentNumber(tx: Transaction<Tables>): Promise<number> {
  const { last } = await tx
    .insertInto('counter')
    .values({ name: 'incident', last: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ last: eb('counter.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow()
  return last
}

/** Stores a new incident under its `id`, a number. A site with a living incident cannot have a second one (Problem `incident_living`). */
export async function insertIncident(tx: Transaction<Tables>, incident: Incident, version: number): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('incident')
    .values({
      partner: incident.partner,
      id: Number(incident.id),
      site: incident.site,
      diagnosis_due_at: null,
      diagnosis_lease: null,
      drill: incident.drill === null ? null : Number(incident.drill),
      version,
      ...columns(incident),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 1n) return
  const message = `${incident.site} has an incident already.`
  throw new Problem('conflict', 'incident_living', message, 'Read the one that is going on and add to it.')
}

/** The incident, or null where this partner has none of that number. */
export async function findIncident(db: Db, partner: string, number: number): Promise<StoredIncident | null> {
  const row = await db.selectFrom('incident').selectAll().where('partner', '=', partner).where('id', '=', number).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The same for whoever is about to change it: nobody else begins to until the transaction ends. */
export async function holdIncident(tx: Tx, partner: string, number: number): Promise<StoredIncident | null> {
  const held = tx.selectFrom('incident').selectAll().where('partner', '=', partner).where('id', '=', number)
  const row = await held.$if(kindOf(tx) === 'postgres', (query) => query.forUpdate()).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Whose incident it is; for those who know a number only. What is then shown goes through `findIncident` with that partner. */
export async function partnerOfIncident(db: Db, number: number): Promise<string | null> {
  const row = await db.selectFrom('incident').select('partner').where('id', '=', number).executeTakeFirst()
  return row?.partner ?? null
}

/** The incident of the site that is still going on, before its all clear. */
export async function livingIncidentOf(db: Db, partner: string, site: string): Promise<StoredIncident | null> {
  const row = await ofSite(db, partner, site).where('phase', 'in', LIVING).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The same of many sites. */
export async function livingIncidentsOf(db: Db, sites: readonly SiteName[]): Promise<StoredIncident[]> {
  const rows = await ofSites(sites, (isNamed) => db.selectFrom('incident').selectAll().where(isLiving).where(isNamed).execute())
  return rows.map(fromRow)
}
// In the words of the index of living incidents, which are few among all.
const isLiving = sql<boolean>`phase in ('suspected', 'open', 'stabilising') and drill is null`

/** The site of an incident, and the incident of that site that is still going on, which may be another by now; null where there is no such number. */
export async function livingBeside(
  db: Db,
  { partner, number }: IncidentNumber,
): Promise<{ site: string; living: StoredIncident | null } | null> {
  const named = await db.selectFrom('incident').select('site').where('partner', '=', partner).where('id', '=', number).executeTakeFirst()
  return named ? { site: named.site, living: await livingIncidentOf(db, partner, named.site) } : null
}

/** The newest incident of the site, whatever its phase. */
export async function lastIncidentOf(db: Db, partner: string, site: string): Promise<StoredIncident | null> {
  const row = await ofSite(db, partner, site).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Those of the site, the newest first. */
export async function incidentsOfSite(db: Db, partner: string, site: string, limit: number): Promise<StoredIncident[]> {
  return (await ofSite(db, partner, site).limit(limit).execute()).map(fromRow)
}

const ofSite = (db: Db, partner: string, site: string) =>
  real(db).where('partner', '=', partner).where('site', '=', site).orderBy('id', 'desc').limit(1)

// Whatever is listed, counted or judged is an outage and no drill (PRP-3); a drill is found by its number, and woken.
const real = (db: Db) => db.selectFrom('incident').selectAll().where('drill', 'is', null)

/** Stores what became of it, as the version after `version`. Whoever read an older one is refused (Problem `incident_moved`) and asks again. */
export async function saveIncident(tx: Transaction<Tables>, version: number, incident: Incident): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('incident')
    .set({ version: version + 1, ...columns(incident) })
    .where('partner', '=', incident.partner)
    .where('id', '=', Number(incident.id))
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 1n) return
  throw new Problem(
    'conflict',
    'incident_moved',
    `Incident ${incident.id} has changed meanwhile.`,
    'Read it again, then repeat what you wanted.',
  )
}

/** Orders a diagnosis for that moment, or with null says that it has come home. */
export async function orderDiagnosis(tx: Db, partner: string, number: number, dueAt: Instant | null): Promise<void> {
  await tx.updateTable('incident').set({ diagnosis_due_at: dueAt }).where('partner', '=', partner).where('id', '=', number).execute()
}

/**
 * Takes, until the transaction ends, the incident that has been due the longest and that no other hub has taken; null when there is none. Those
 * named in `except` are left, and with `alone` those under a larger outage.
 */
export async function takeDueIncident(
  tx: Tx,
  now: Instant,
  except: readonly number[],
  which: 'all' | 'alone' = 'all',
): Promise<IncidentNumber | null> {
  const due = tx
    .selectFrom('incident')
    .select(['partner', 'id as number'])
    .where('wake_at', 'is not', null)
    .where('wake_at', '<=', now)
    .$if(except.length > 0, (query) => query.where('id', 'not in', except))
    .$if(which === 'alone', (query) => query.where((eb) => eb.not(eb.exists(underParent(eb)))))
    .orderBy('wake_at')
    .orderBy('id')
    .limit(1)
    .$if(kindOf(tx) === 'postgres', (query) => query.forUpdate().skipLocked())
  return (await due.executeTakeFirst()) ?? null
}

const underParent = (eb: ExpressionBuilder<Tables, 'incident'>) =>
  eb
    .selectFrom('affected')
    .select('affected.parent')
    .whereRef('affected.incident', '=', 'incident.id')
    .where('affected.left_at', 'is', null)

/** When the next incident wants to be asked, overdue ones included; null when none waits. */
export async function nextWake(db: Db): Promise<Instant | null> {
  const row = await db
    .selectFrom('incident')
    .select((eb) => eb.fn.min('wake_at').as('at'))
    .where('wake_at', 'is not', null) // so that the index of those that wait is asked
    .executeTakeFirst()
  return (row?.at ?? null) as Instant | null
}

/** A diagnosis that is due; `parent` is the larger outage that its incident is under. */
export type DueDiagnosis = IncidentNumber & { readonly site: string; readonly dueAt: Instant; readonly parent: number | null }

/** Incidents whose ordered diagnosis is due and that nobody looks at: those that stand alone first, then the longest overdue. */
export async function dueDiagnoses(db: Db, now: Instant, limit: number): Promise<DueDiagnosis[]> {
  const rows = await ordered(db)
    .leftJoin('affected', (join) => join.onRef('affected.incident', '=', 'incident.id').on('affected.left_at', 'is', null))
    .select(['incident.partner', 'incident.id as number', 'incident.site', 'diagnosis_due_at', 'affected.parent'])
    .where('diagnosis_due_at', '<=', now)
    .where(isFree(now))
    .orderBy((eb) => eb.case().when('affected.parent', 'is', null).then(0).else(1).end())
    .orderBy('diagnosis_due_at')
    .orderBy('incident.id')
    .limit(limit)
    .execute()
  return rows.map(({ diagnosis_due_at, ...of }) => ({ ...of, dueAt: diagnosis_due_at as Instant }))
}

/** A diagnosis that a hub has taken: whoever holds an older fence may not bring it home. */
export type TakenDiagnosis = IncidentNumber & { readonly fence: number }

/** Takes a diagnosis that is due; null when another has it. */
export async function takeDiagnosis(
  db: Db,
  { partner, number }: IncidentNumber,
  now: Instant,
  lease: Span,
): Promise<TakenDiagnosis | null> {
  const row = await db
    .updateTable('incident')
    .set((eb) => ({ diagnosis_lease: after(now, lease), diagnosis_fence: eb('diagnosis_fence', '+', 1) }))
    .where('partner', '=', partner)
    .where('id', '=', number)
    .where('diagnosis_due_at', '<=', now)
    .where(isFree(now))
    .returning('diagnosis_fence as fence')
    .executeTakeFirst()
  return row ? { partner, number, fence: row.fence } : null
}

/** Holds it for longer; false when it is another's by now. */
export const renewDiagnosis = async (db: Db, taken: TakenDiagnosis, now: Instant, lease: Span): Promise<boolean> =>
  (
    await held(db, taken)
      .set({ diagnosis_lease: after(now, lease) })
      .executeTakeFirstOrThrow()
  ).numUpdatedRows === 1n

/** It has come home, and the next is due then; false, and nothing it found may be told, when it is another's by now. */
export const settleDiagnosis = async (db: Db, taken: TakenDiagnosis, dueAt: Instant | null): Promise<boolean> =>
  (await held(db, taken).set({ diagnosis_lease: null, diagnosis_due_at: dueAt }).executeTakeFirstOrThrow()).numUpdatedRows === 1n

/** At the start of the only hub: what it was looking at when it died is looked at again at once. */
export async function recoverDiagnoses(db: Db): Promise<void> {
  await db.updateTable('incident').set({ diagnosis_lease: null }).where('diagnosis_lease', 'is not', null).execute()
}

/** When the next diagnosis can be taken, overdue ones included; null when none is ordered. */
export async function nextDiagnosis(db: Db, now: Instant): Promise<Instant | null> {
  const due = await ordered(db)
    .select((eb) => eb.fn.min('diagnosis_due_at').as('at'))
    .where(isFree(now))
    .executeTakeFirst()
  const lapses = await ordered(db)
    .select((eb) => eb.fn.min('diagnosis_lease').as('at'))
    .where('diagnosis_lease', '>', now)
    .executeTakeFirst()
  return earliest((due?.at ?? null) as Instant | null, (lapses?.at ?? null) as Instant | null)
}

const ordered = (db: Db) => db.selectFrom('incident').where('diagnosis_due_at', 'is not', null)

const isFree = (now: Instant) => (eb: ExpressionBuilder<Tables, 'incident'>) =>
  eb.or([eb('diagnosis_lease', 'is', null), eb('diagnosis_lease', '<=', now)])

const held = (db: Db, { partner, number, fence }: TakenDiagnosis) =>
  db
    .updateTable('incident')
    .where('partner', '=', partner)
    .where('id', '=', number)
    .where('diagnosis_fence', '=', fence)
    .where('diagnosis_lease', 'is not', null)

export type IncidentFilter = {
  partner?: string | null
  sites?: readonly string[]
  phases?: readonly Phase[]
  before?: number
  drills?: boolean
  limit: number
}

/** The newest first, drills only where they are asked for; `partner: null` lists those of all, for the operator; `before` is the last number of the page before. */
export async function listIncidents(
  db: Db,
  { partner = null, sites, phases, before, drills = false, limit }: IncidentFilter,
): Promise<StoredIncident[]> {
  if (phases?.length === 0 || sites?.length === 0) return [] // PostgreSQL refuses an empty list
  let query = (drills ? db.selectFrom('incident').selectAll() : real(db)).orderBy('id', 'desc').limit(limit)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (sites) query = query.where('site', 'in', sites)
  if (phases) query = query.where('phase', 'in', phases)
  if (before !== undefined) query = query.where('id', '<', before)
  return (await query.execute()).map(fromRow)
}

/** Which incidents are open, and the version of each: what tells whether one must be read anew. No drills. */
export const openVersions = (db: Db): Promise<{ number: number; version: number }[]> =>
  db.selectFrom('incident').select(['id as number', 'version']).where(IS_OPEN).where('drill', 'is', null).execute()

const IS_OPEN = sql<boolean>`phase = 'open'` // written out, as the index of the open ones is

/** Those of these numbers, whoever's they are. */
export async function incidentsNumbered(db: Db, numbers: readonly number[]): Promise<StoredIncident[]> {
  if (numbers.length === 0) return [] // PostgreSQL refuses an empty list
  return (await db.selectFrom('incident').selectAll().where('id', 'in', numbers).execute()).map(fromRow)
}

/** Genuine outages that were going on within a time, the newest first; of all partners for the operator (`null`). At most 10,000. */
export async function incidentsBetween(db: Db, partner: string | null, from: Instant, until: Instant): Promise<StoredIncident[]> {
  let query = real(db).where('confirmed_at', 'is not', null).where('detected_at', '<', until)
  query = query.where((eb) => eb.or([eb('resolved_at', 'is', null), eb('resolved_at', '>=', from)]))
  if (partner !== null) query = query.where('partner', '=', partner)
  return (await query.orderBy('id', 'desc').limit(10_000).execute()).map(fromRow)
}

/** Suspicions that began within a time and came to nothing; of all partners for the operator (`null`). At most 10,000. */
export async function falseAlarmsBetween(db: Db, partner: string | null, from: Instant, until: Instant): Promise<Incident[]> {
  let query = real(db).where('phase', '=', 'false-alarm').where('detected_at', '>=', from).where('detected_at', '<', until)
  if (partner !== null) query = query.where('partner', '=', partner)
  return (await query.orderBy('id').limit(10_000).execute()).map((row) => fromRow(row).incident)
}

const columns = (incident: Incident) => ({
  phase: incident.phase,
  detected_at: incident.detectedAt,
  confirmed_at: incident.confirmedAt,
  resolved_at: incident.resolvedAt,
  wake_at: incident.wakeAt,
  body: JSON.stringify(incident),
})

const fromRow = (row: Selectable<Tables['incident']>): StoredIncident => ({
  partner: row.partner,
  number: row.id,
  version: row.version,
  diagnosisDueAt: row.diagnosis_due_at as Instant | null,
  incident: asOfToday(JSON.parse(row.body) as Incident),
})
