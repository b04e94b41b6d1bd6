import { minutes } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { quicken } from '../playbook/quicken.ts'
import type { Incident, Pinned } from './incident.ts'

/** What an incident sees of the plan until its all clear, whatever is edited meanwhile (I-17). */
export function pin(plan: Plan, site: string): Pinned {
  const client = plan.clients[plan.sites[site]?.client ?? '']
  return {
    planVersion: plan.version,
    escalation: plan.escalations[client?.escalation ?? ''] ?? plan.escalation,
    coverage: plan.coverage,
    firstResponse: client?.firstResponse ?? plan.firstResponse,
    pageAfter: plan.pageAfter,
    staleAfter: plan.staleAfter,
    stableFor: quicken(minutes(15), plan.quickened),
    updateEvery: plan.updateEvery,
    ...(plan.quickened === 1 ? {} : { quickened: plan.quickened }),
  }
}

/** By what its durations are divided: 1, but in a demonstration. */
export const factorOf = ({ pinned }: Pick<Incident, 'pinned'>): number => pinned?.quickened ?? 1
