import type { Plan } from '../plan/plan.ts'
import type { Shared } from './correlate.ts'

const WITH: Readonly<Record<Shared, string>> = {
  address: 'at',
  network: 'in the network',
  hosting: 'on',
  dns: 'with DNS at',
  'name-servers': 'with the name server',
  registrar: 'registered at',
  cdn: 'behind',
  plugin: 'with the plugin',
}

/** A larger outage in one sentence that names what is shared and no other tenant: every partner concerned may read it. */
export function sayParent({ providers }: Pick<Plan, 'providers'>, shared: Shared, value: string, count: number): string {
  const sites = count === 1 ? '1 site' : `${count} sites`
  return `Part of a larger outage: ${sites} ${WITH[shared]} ${providers[value]?.name ?? value} ${count === 1 ? 'is' : 'are'} down.`
}
