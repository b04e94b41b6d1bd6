import type { Instant } from '../domain/instant.ts'
import type { Sight } from '../domain/triage/trust.ts'
import type { Db } from './store.ts'

/** How a location last voted on a site, when somebody asked. */
export type KeptSight = Sight & {
  readonly partner: string
  readonly location: string
  readonly isAlone: boolean // it fails there, and at too few others for an outage
}

/** Keeps votes in place of those before. */
export async function keepSights(tx: Db, sights: readonly KeptSight[]): Promise<void> {
  for (const { partner, site, location, at, network, isFailing, isContradicted, isAlone } of sights) {
    const said = { at, network, failing: isFailing ? 1 : 0, contradicted: isContradicted ? 1 : 0, alone: isAlone ? 1 : 0 }
    await tx
      .insertInto('sight')
      .values({ partner, site, location, ...said })
      .onConflict((conflict) => conflict.columns(['partner', 'site', 'location']).doUpdateSet(said))
      .execute()
  }
}

/** What the locations last said of a site. */
export const sightsOn = (db: Db, partner: string, site: string): Promise<KeptSight[]> =>
  read(db, (query) => query.where('partner', '=', partner).where('site', '=', site))

/** What a location said of any site since a moment. */
export const sightsOf = (db: Db, location: string, since: Instant): Promise<KeptSight[]> =>
  read(db, (query) => query.where('location', '=', location).where('at', '>=', since))

const selected = (db: Db) => db.selectFrom('sight').selectAll()
async function read(db: Db, narrow: (query: ReturnType<typeof selected>) => ReturnType<typeof selected>): Promise<KeptSight[]> {
  const rows = await narrow(selected(db)).orderBy('location').orderBy('site').execute()
  return rows.map(({ at, failing, contradicted, alone, ...same }) => ({
    ...same,
    at: at as Instant,
    isFailing: failing === 1,
    isContradicted: contradicted === 1,
    isAlone: alone === 1,
  }))
}

/** The location sees the site well again. */
export async function keepWell(db: Db, partner: string, site: string, location: string, at: Instant): Promise<void> {
  const well = { at, failing: 0, contradicted: 0, alone: 0 }
  const update = db.updateTable('sight').set(well).where('partner', '=', partner).where('site', '=', site)
  await update.where('location', '=', location).where('failing', '=', 1).execute()
}
