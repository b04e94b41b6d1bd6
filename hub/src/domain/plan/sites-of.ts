import type { Plan, Site } from './plan.ts'

const BY_PARTNER = new WeakMap<Plan['sites'], ReadonlyMap<string, readonly Site[]>>()

/** The sites of a partner, or of all for the operator (`null`), in the order of the plan. Of a large plan the others are not gone through each time. */
export function sitesOf({ sites }: Pick<Plan, 'sites'>, partner: string | null): readonly Site[] {
  if (partner === null) return Object.values(sites)
  const known = BY_PARTNER.get(sites) ?? Map.groupBy(Object.values(sites), (site) => site.partner)
  BY_PARTNER.set(sites, known)
  return known.get(partner) ?? []
}
