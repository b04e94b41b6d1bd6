import { fleetOf } from '../domain/triage/keys-of.ts'
import { sayParent } from '../domain/triage/say-parent.ts'
import { holesBySite } from '../domain/vulnerability/find-holes.ts'
import { baselinesOf } from '../store/baselines.ts'
import { affectedBy, listParents } from '../store/parents.ts'
import type { Affected, Parent } from '../store/parents.ts'
import { vulnerabilities } from '../store/vulnerabilities.ts'
import type { Around } from './around.ts'

/** A parent as the operator sees it: across tenants, with the sites that share the thing and are not down. */
export type LargerOutage = {
  readonly parent: Parent
  readonly says: string
  readonly affected: readonly Affected[]
  readonly atRisk: readonly string[]
}

/** The newest larger outages, for the operator's people alone (TRI-3, DIA-9). */
export async function largerOutages({ store, plan }: Around, filter: { open?: boolean; limit: number }): Promise<LargerOutage[]> {
  const parents = await listParents(store.db, filter)
  if (parents.length === 0) return []
  const open = (await vulnerabilities(store.db, null)).map(({ finding }) => finding)
  const fleet = [...fleetOf(plan().sites, await baselinesOf(store.db, null), holesBySite(open))]
  return Promise.all(
    parents.map(async (parent) => {
      const { id, shared, value, endedAt } = parent
      const affected = await affectedBy(store.db, id)
      const down = affected.filter(({ leftAt }) => leftAt === null).map(({ site }) => site)
      const sharing = endedAt === null ? fleet.filter(([, keys]) => keys[shared]?.includes(value)) : []
      return {
        parent,
        says: sayParent(plan(), parent, endedAt === null ? down.length : affected.length),
        affected,
        atRisk: sharing.map(([site]) => site).filter((site) => !down.includes(site)),
      }
    }),
  )
}
