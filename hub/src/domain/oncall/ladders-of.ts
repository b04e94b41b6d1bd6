import type { Plan, Rung } from '../plan/plan.ts'

/** The ladders that outages climb: that of all, whose id is null, and each that a client's care plan names. */
export function laddersOf({ escalation, escalations, clients }: Pick<Plan, 'escalation' | 'escalations' | 'clients'>): readonly Ladder[] {
  const named = new Set(Object.values(clients).flatMap((client) => client.escalation ?? []))
  const own = [...named].flatMap((id) => (escalations[id] ? [{ id, escalation: escalations[id] }] : []))
  return [{ id: null, escalation }, ...own]
}

export type Ladder = { readonly id: string | null; readonly escalation: readonly Rung[] }
