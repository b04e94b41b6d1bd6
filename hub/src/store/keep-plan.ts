import type { Instant } from '../domain/instant.ts'
import type { Plan } from '../domain/plan/plan.ts'
import { savePlan } from './plans.ts'
import { syncSites } from './sites.ts'
import type { Tx } from './store.ts'

/** From now on this plan holds: kept under its version, its sites in line with it; gives whether the version is new. A Problem where a site with an open incident would go. */
export async function keepPlan(tx: Tx, plan: Plan, now: Instant): Promise<boolean> {
  const isNew = await savePlan(tx, plan.version, now, plan)
  await syncSites(tx, plan, now)
  return isNew
}
