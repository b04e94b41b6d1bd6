import type { Selectable, Transaction } from 'kysely'
import type { Instant } from '../domain/instant.ts'
import type { Plan, Site } from '../domain/plan/plan.ts'
import { Problem } from '../problem.ts'
import type { Tables } from './schema.ts'
import type { Db } from './store.ts'

export type StoredSite = {
  readonly partner: string
  readonly id: string
  readonly client: string | null
  readonly url: string
  readonly retiredAt: Instant | null
  readonly planVersion: string
}

/** Brings the sites in line with the plan: new ones in, named again restored, no longer named retired (never deleted; Problem while an incident lives). */
export async function syncSites(tx: Transaction<Tables>, plan: Plan, now: Instant): Promise<void> {
  const stored = await listSites(tx)
  const gone = goneFrom(stored, plan)
  await refuseWhileDown(tx, gone)
  for (const { partner, id } of gone)
    await tx.updateTable('site').set({ retired_at: now }).where('partner', '=', partner).where('id', '=', id).execute()
  const known = new Map(stored.map((site) => [keyOf(site), site]))
  const named = Object.values(plan.sites).filter((site) => !isAsPlanned(known.get(keyOf(site)), site, plan))
  for (const { partner, id, client, url } of named) {
    const told = { client, url, retired_at: null, plan_version: plan.version }
    await tx
      .insertInto('site')
      .values({ partner, id, ...told })
      .onConflict((conflict) => conflict.columns(['partner', 'id']).doUpdateSet(told))
      .execute()
  }
}

/** Throws the Problem that `syncSites` would, and changes nothing. */
export async function refuseSitesInUse(db: Db, plan: Plan): Promise<void> {
  await refuseWhileDown(db, goneFrom(await listSites(db), plan))
}

function goneFrom(stored: readonly StoredSite[], plan: Plan): StoredSite[] {
  const keys = new Set(Object.values(plan.sites).map(keyOf))
  return stored.filter((site) => site.retiredAt === null && !keys.has(keyOf(site)))
}

// After a restart with the same plan nothing is written.
const isAsPlanned = (stored: StoredSite | undefined, { client, url }: Site, { version }: Plan) =>
  stored !== undefined && stored.retiredAt === null && stored.planVersion === version && stored.client === client && stored.url === url

async function refuseWhileDown(tx: Db, gone: readonly StoredSite[]) {
  if (gone.length === 0) return
  const living = await tx
    .selectFrom('incident')
    .select(['partner', 'site', 'id', 'drill'])
    .where('phase', 'in', ['suspected', 'open', 'stabilising'])
    .execute()
  const inTheWay = living.filter((incident) =>
    gone.some((site) => site.id === incident.site && (site.partner === incident.partner || incident.drill !== null)),
  )
  if (inTheWay.length === 0) return
  const which = inTheWay.map(({ site, id }) => `${site} (incident ${id})`).join(', ')
  throw new Problem(
    'conflict',
    'site_in_use',
    `Sites with an open incident cannot be removed: ${which}.`,
    'Put them back until the all clear.',
  )
}

/** The sites of a partner, or of all for the operator, retired ones too. */
export async function listSites(db: Db, partner: string | null = null): Promise<StoredSite[]> {
  let query = db.selectFrom('site').selectAll().orderBy('partner').orderBy('id')
  if (partner !== null) query = query.where('partner', '=', partner)
  return (await query.execute()).map(fromRow)
}

// A partner's id holds no white space.
const keyOf = ({ partner, id }: { partner: string; id: string }) => `${partner} ${id}`

const fromRow = ({ retired_at: retiredAt, plan_version: planVersion, ...same }: Selectable<Tables['site']>): StoredSite => ({
  ...same,
  retiredAt: retiredAt as Instant | null,
  planVersion,
})
