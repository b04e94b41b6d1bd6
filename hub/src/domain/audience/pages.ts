import type { Plan } from '../plan/plan.ts'
import type { Audience } from '../playbook/playbook.ts'

/** The slug of the operator's own page, and the tenant of what is the operator's own. */
export const OPERATOR = 'operator'

/** The slugs of the status pages that list a site: its client's and its partner's, `operator` for the operator's own. Never another tenant's. */
export function pagesOf(plan: Plan, site: string): string[] {
  const found = plan.sites[site]
  if (!found) return []
  return found.client === null ? [found.partner] : [found.client, found.partner]
}

/** The sites that a status page lists, in the order of the plan. */
export function sitesOnPage(plan: Plan, slug: string): string[] {
  return Object.keys(plan.sites).filter((site) => pagesOf(plan, site).includes(slug))
}

/**
 * The address where a reader looks for updates: the page of the recipient, in the page owner's brand. The public of a site reads its
 * partner's page. What responders follow, the incident's own page, is made where incidents are shown.
 */
export function linkFor(plan: Plan, site: string, audience: Audience): string {
  const found = plan.sites[site]
  if (audience === 'responder' || !found) return plan.hub.url
  const client = audience === 'client' && found.client !== null ? plan.clients[found.client] : undefined
  const written = client?.statusPage ?? statusPageOf(plan, found.partner)
  return written ?? `${plan.hub.url}status/${client?.id ?? found.partner}/`
}

const statusPageOf = (plan: Plan, partner: string): string | null =>
  partner === OPERATOR ? plan.operator.statusPage : (plan.partners[partner]?.statusPage ?? null)
