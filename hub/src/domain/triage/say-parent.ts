import type { Plan } from '../plan/plan.ts'
import type { InCommon, Shared } from './correlate.ts'

const WHICH: Readonly<Record<Shared, string>> = {
  address: 'at',
  network: 'in the network',
  hosting: 'on',
  dns: 'with DNS at',
  'name-servers': 'with the name server',
  registrar: 'registered at',
  cdn: 'behind',
  plugin: 'that all run the plugin',
  software: 'that all run',
  vulnerability: 'with the same known hole,',
  issuer: 'with certificates by',
}

const PART = { outage: 'Part of a larger outage', campaign: 'Part of one campaign' } as const
const STATE = { outage: 'down', campaign: 'attacked' } as const

type Larger = Pick<InCommon, 'kind' | 'shared' | 'value'>

/** A larger outage in one sentence that counts the sites of all tenants: for the operator's people alone. */
export function sayParent({ providers }: Pick<Plan, 'providers'>, { kind, shared, value }: Larger, count: number): string {
  const [sites, which, are] =
    count === 1 ? ['1 site', WHICH[shared].replace('all run', 'runs'), 'is'] : [`${count} sites`, WHICH[shared], 'are']
  return `${PART[kind]}: ${sites} ${which} ${providers[value]?.name ?? value} ${are} ${STATE[kind]}.`
}

/** The same for one tenant: what is shared, and how many of its own sites are concerned. It neither names nor counts those of anyone else. */
export function sayMembership(plan: Pick<Plan, 'providers' | 'partners' | 'operator'>, { kind, shared, value }: Larger, own: Own): string {
  const whose = plan.partners[own.partner]?.name ?? plan.operator.name
  return `${PART[kind]}: sites ${WHICH[shared]} ${plan.providers[value]?.name ?? value} are ${STATE[kind]}, ${own.sites} of ${whose} among them.`
}

type Own = { readonly partner: string; readonly sites: number }

/** Whether another count is worth telling those who have read the one before: the first few each, later steps of a fifth. */
export const isWorthTelling = (before: number, now: number) => Math.abs(now - before) >= Math.max(1, before * 0.2)
