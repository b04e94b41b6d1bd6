import { minutes } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { quicken } from '../playbook/quicken.ts'
import type { Pinned } from './incident.ts'

/** What an incident sees of the plan until its all clear, whatever is edited meanwhile (I-17). */
export const pin = (plan: Plan, site: string): Pinned => ({
  planVersion: plan.version,
  escalation: plan.escalation,
  coverage: plan.coverage,
  firstResponse: plan.clients[plan.sites[site]?.client ?? '']?.firstResponse ?? plan.firstResponse,
  pageAfter: plan.pageAfter,
  staleAfter: plan.staleAfter,
  stableFor: quicken(minutes(15), plan.quickened),
})
