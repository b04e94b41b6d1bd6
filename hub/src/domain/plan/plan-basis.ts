import type { Complaint, Document } from '../document.ts'
import { placeOnScreen } from './kept-entry.ts'
import type { KeptEntry } from './kept-entry.ts'
import type { Plan, Secrets } from './plan.ts'
import type { PlanRead } from './read-plan.ts'

/** A configuration file that was read, and how it reads with what people keep on screen laid over it. */
export type PlanBasis = {
  readonly document: Document
  readonly plan: Plan
  readonly secrets: Secrets
  readonly checks: readonly { readonly kind: string; readonly asks: string }[] // every way of looking
  /** What its files say, a variable by its name. */
  written(): unknown
  /** By the same reader, with the same complaints. */
  lay(kept: readonly KeptEntry[]): PlanRead
}

export type Laid = { readonly plan: Plan; readonly left: readonly Complaint[] }

/**
 * The plan with everything kept on screen that goes with the file as it is now. What does not any more – the file no longer names its client,
 * or names the same address itself – is left out and said in `left`; it is never deleted, and a hub always starts.
 */
export function layWhatFits(basis: PlanBasis, kept: readonly KeptEntry[]): Laid {
  let fitting = kept
  const left: Complaint[] = []
  while (fitting.length > 0) {
    const { plan, complaints } = basis.lay(fitting)
    if (plan) return { plan, left }
    const errors = complaints.filter(({ level }) => level === 'error')
    const faulty = new Set(errors.map(({ file }) => file))
    const rest = fitting.filter((entry) => !faulty.has(placeOnScreen(entry)))
    left.push(...errors)
    fitting = rest.length < fitting.length ? rest : []
  }
  return { plan: basis.plan, left }
}
