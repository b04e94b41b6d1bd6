import { readDocument } from '../src/domain/document.ts'
import type { PlanBasis } from '../src/domain/plan/plan-basis.ts'
import type { Plan } from '../src/domain/plan/plan.ts'

/** A plan as if an empty file had been read as this, whatever is laid over it. */
export const basisOf = (plan: Plan): PlanBasis => ({
  plan,
  secrets: new Map(),
  checks: [],
  document: readDocument('sites: {}', 'allclear.yaml'),
  written: () => null,
  lay: () => ({ plan, secrets: new Map(), complaints: [] }),
})
