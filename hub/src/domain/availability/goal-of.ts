import type { Plan, Site } from '../plan/plan.ts'
import type { Goal } from './budget.ts'

/** What is promised of a site: its own goal, else its client's, else its partner's, else what is promised of all. */
export const goalOf = ({ availability, clients, partners }: Pick<Plan, 'availability' | 'clients' | 'partners'>, site: Site): Goal =>
  site.availability ?? clients[site.client ?? '']?.availability ?? partners[site.partner]?.availability ?? availability
