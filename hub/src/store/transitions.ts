import { sql } from 'kysely'
import type { RawBuilder, Selectable } from 'kysely'
import type { Seen } from '../domain/availability/stretches.ts'
import type { Instant } from '../domain/instant.ts'
import { isOfPage } from '../domain/triage/beside-the-page.ts'
import type { CheckResult } from '../domain/triage/verdict.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

/** A monitor that saw another state than before, from one location. */
export type Transition = {
  readonly partner: string
  readonly site: string
  readonly monitor: string
  readonly location: string
  readonly result: CheckResult // its `at` and `state` are those of the transition
}

/**
 * Keeps a transition, and with it until when the state before it lasted, together or not at all. The same one twice is one (false then), and one
 * that comes late finds its place.
 */
export async function addTransition(db: Db, transition: Transition): Promise<boolean> {
  if (!db.isTransaction) return db.transaction().execute((tx) => addTransition(tx, transition))
  const { result, partner, site, monitor, location } = transition
  const { at, state, code } = result
  const ofMonitor = sql<boolean>`partner = ${partner} and site = ${site} and monitor = ${monitor} and location = ${location}`
  const later = await db.selectFrom('transition').select('at').where(ofMonitor).where('at', '>', at).orderBy('at').executeTakeFirst()
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('transition')
    .values({ partner, site, monitor, location, at, state, code, body: JSON.stringify(result), until_at: later?.at ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await db.updateTable('transition').set({ until_at: at }).where(ofMonitor).where('at', '<', at).where(lasts(at)).execute()
  if (isOfPage(monitor)) await noteFirstLook(db, { partner, site, at })
  return true
}

async function noteFirstLook(db: Db, { partner, site, at }: { partner: string; site: string; at: Instant }) {
  const isFirst = sql<boolean>`(first_look_at is null or first_look_at > ${at})`
  await db.updateTable('site').set({ first_look_at: at }).where('partner', '=', partner).where('id', '=', site).where(isFirst).execute()
}

/** What each monitor saw last from this location: where the check engine takes up after a restart. Of one tenant, or of one site of it, where one is named. */
export async function latestTransitions(db: Db, location: string, partner: string | null = null, site?: string): Promise<Transition[]> {
  let query = db.selectFrom('transition').selectAll().where('location', '=', location).where('until_at', 'is', null)
  if (partner !== null) query = query.where('partner', '=', partner)
  if (site !== undefined) query = query.where('site', '=', site)
  return (await query.orderBy('partner').orderBy('site').orderBy('monitor').execute()).map(fromRow)
}

/** The monitors whose present state is a warning, seen from this location. */
export async function presentWarnings(db: Db, location: string): Promise<Transition[]> {
  const query = db.selectFrom('transition').selectAll().where('location', '=', location).where('until_at', 'is', null)
  return (await query.where('state', '=', 'warning').execute()).map(fromRow)
}

/** The state that lasts of a monitor. */
export type LastState = SiteName & { readonly monitor: string; readonly state: CheckResult['state'] }

/** The same of some sites, or with `null` of all, and nothing but the states. */
export async function lastStates(db: Db, location: string, sites: readonly SiteName[] | null): Promise<LastState[]> {
  const query = db.selectFrom('transition').select(['partner', 'site', 'monitor', 'state']).where('location', '=', location)
  const lasting = query.where('until_at', 'is', null)
  if (sites === null) return (await lasting.execute()) as LastState[]
  return ofSites(sites, async (isNamed) => (await lasting.where(isNamed).execute()) as LastState[])
}

/** What was seen of the site from `since` on, the earliest first, and before them what still lasted then. */
export async function transitionsOf(db: Db, partner: string, site: string, since: Instant): Promise<Transition[]> {
  const query = db.selectFrom('transition').selectAll().where('partner', '=', partner).where('site', '=', site).where(lasts(since))
  return (await query.orderBy('at').orderBy('monitor').orderBy('location').execute()).map(fromRow)
}

/** The same of the pages of many sites, and only what their time up is counted from. */
export async function pagesSeen(db: Db, sites: readonly SiteName[], since: Instant): Promise<ReadonlyMap<string, Seen[]>> {
  const found = await Promise.all(
    inParts(sites).map(
      (part) =>
      db.selectFrom('transition').select(['partner', 'site', 'monitor', 'location', 'at', 'state']).where(isAmong(part)).where(lasts(since)).execute(), // prettier-ignore
    ),
  )
  const rows = found.flat().filter(({ monitor }) => isOfPage(monitor))
  const bySite = Map.groupBy(rows, siteKey)
  return new Map(
    [...bySite].map(([key, of]) => [
      key,
      of.map(({ monitor, location, at, state }) => ({ monitor, location, at: at as Instant, down: state === 'down' })),
    ]),
  )
}

/** A site by its tenant and its id; `siteKey` is both in one. */
export type SiteName = { readonly partner: string; readonly site: string }
export const siteKey = ({ partner, site }: SiteName) => `${partner} ${site}`

const lasts = (since: Instant) => sql<boolean>`(until_at is null or until_at > ${since})`

/** The rows of some sites: asked for by name where those are few; else all are read at once, which is quicker than many times some, and the others left out. */
export async function ofSites<Row extends SiteName>(sites: readonly SiteName[], read: (isNamed: RawBuilder<boolean>) => Promise<Row[]>) {
  if (sites.length === 0) return []
  if (sites.length <= IN_ONE) return read(isAmong(sites))
  const names = new Set(sites.map(siteKey))
  return (await read(sql<boolean>`1 = 1`)).filter((row) => names.has(siteKey(row)))
}

const isAmong = (sites: readonly SiteName[]) =>
  sql<boolean>`(partner, site) in (values ${sql.join(sites.map(({ partner, site }) => sql`(${partner}, ${site})`))})`

const IN_ONE = 500
const inParts = <One>(all: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(all.length / IN_ONE) }, (_, n) => all.slice(n * IN_ONE, (n + 1) * IN_ONE))

const fromRow = (row: Selectable<Tables['transition']>): Transition => ({
  partner: row.partner,
  site: row.site,
  monitor: row.monitor,
  location: row.location,
  result: JSON.parse(row.body) as CheckResult,
})
