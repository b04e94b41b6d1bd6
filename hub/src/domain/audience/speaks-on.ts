import type { Accounts, Network } from '../announce/networks.ts'
import type { Plan, Site } from '../plan/plan.ts'
import { OPERATOR } from './pages.ts'

/** The accounts of a tenant and where in the file they stand. Nobody ever speaks with another's. */
export const accountsOf = (plan: Plan, tenant: string): { readonly accounts: Accounts; readonly path: string } =>
  tenant === OPERATOR
    ? { accounts: plan.channels.social, path: 'channels.social' }
    : { accounts: plan.partners[tenant]?.social ?? {}, path: `partners.${tenant}.social` }

/**
 * The networks on which the outage of a site is announced (COM-7): where its client or the page's owner says so; without a word of theirs
 * wherever the owner has an account, but only of what the owner runs itself, an own site or a hosting that it manages and that failed as
 * such. What is white-labelled is announced with its partner's accounts and never with the operator's.
 */
export function speaksOn(plan: Plan, site: Site, cause: string | null): Network[] {
  const { accounts } = accountsOf(plan, site.partner)
  const owner = plan.partners[site.partner] ?? plan.operator
  const client = site.client === null ? undefined : plan.clients[site.client]
  const said = client?.announce ?? owner.announce
  if (said !== null) return said.filter((network) => accounts[network])
  const isManaged = cause === 'hosting.provider_outage' && site.hosting !== null && plan.providers[site.hosting]?.managed === true
  return site.client === null || isManaged ? (Object.keys(accounts) as Network[]) : []
}
