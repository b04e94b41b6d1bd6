import type { Selectable } from 'kysely'
import type { Instant } from '../domain/instant.ts'
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

/** Keeps a transition; the same one twice is one. */
export async function addTransition(db: Db, { result, ...where }: Transition): Promise<void> {
  const { at, state, code } = result
  await db
    .insertInto('transition')
    .values({ ...where, at, state, code, body: JSON.stringify(result) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The last transition of each monitor as this location saw it: where the check engine takes up after a restart. */
export async function latestTransitions(db: Db, location: string): Promise<Transition[]> {
  const rows = await db
    .with('latest', (cte) =>
      cte
        .selectFrom('transition')
        .select((eb) => ['partner', 'site', 'monitor', eb.fn.max('at').as('at')])
        .where('location', '=', location)
        .groupBy(['partner', 'site', 'monitor']),
    )
    .selectFrom('transition')
    .innerJoin('latest', (join) =>
      join
        .onRef('latest.partner', '=', 'transition.partner')
        .onRef('latest.site', '=', 'transition.site')
        .onRef('latest.monitor', '=', 'transition.monitor')
        .onRef('latest.at', '=', 'transition.at'),
    )
    .selectAll('transition')
    .where('transition.location', '=', location)
    .orderBy('transition.partner')
    .orderBy('transition.site')
    .orderBy('transition.monitor')
    .execute()
  return rows.map(fromRow)
}

/** The transitions of the site from `since` on, the earliest first. */
export async function transitionsOf(db: Db, partner: string, site: string, since: Instant): Promise<Transition[]> {
  const query = db.selectFrom('transition').selectAll().where('partner', '=', partner).where('site', '=', site).where('at', '>=', since)
  return (await query.orderBy('at').orderBy('monitor').orderBy('location').execute()).map(fromRow)
}

const fromRow = (row: Selectable<Tables['transition']>): Transition => ({
  partner: row.partner,
  site: row.site,
  monitor: row.monitor,
  location: row.location,
  result: JSON.parse(row.body) as CheckResult,
})
