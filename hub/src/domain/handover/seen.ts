import type { Evidence } from '../diagnosis/evidence.ts'
import type { Instant } from '../instant.ts'
import { bounded, ends } from './bounded.ts'

/** A piece of evidence as it was kept; its body is whatever was written then. */
export type Kept = { readonly at: Instant; readonly kind: string; readonly body: unknown }

/** What was seen, bounded: failed checks with their diary and the looks that the diagnosis was drawn from. `leftOut` counts what is not here. */
export type Seen = {
  readonly checks: readonly { readonly at: Instant; readonly monitor: string | null; readonly result: unknown }[]
  readonly looks: readonly { readonly at: Instant; readonly evidence: unknown; readonly diagnosis: unknown }[]
  readonly leftOut: { readonly checks: number; readonly looks: number }
}

const CHECKS = { first: 5, last: 15 }
const LOOKS = { first: 1, last: 2 }

/** The raw evidence that goes along. Of sites of others, and of the last known good that stands elsewhere, nothing. */
export function seenOf(evidence: readonly Kept[]): Seen {
  const checks = evidence.filter(({ kind }) => kind === 'check')
  const looks = evidence.filter(isLook)
  const someChecks = ends(checks, CHECKS.first, CHECKS.last)
  const someLooks = ends(looks, LOOKS.first, LOOKS.last)
  return {
    checks: someChecks.map(({ at, body }) => {
      const { monitor, result } = (body ?? {}) as { monitor?: string; result?: unknown }
      return { at, monitor: monitor ?? null, result: bounded(result ?? body) }
    }),
    looks: someLooks.map(({ at, body }) => {
      const { baseline: _, neighbours: __, ...seen } = body.evidence
      return { at, evidence: bounded(seen), diagnosis: bounded(body.diagnosis) }
    }),
    leftOut: { checks: checks.length - someChecks.length, looks: looks.length - someLooks.length },
  }
}

/** The looks of the diagnosis in their order, the newest last. */
export const looksOf = (evidence: readonly Kept[]): readonly Evidence[] => evidence.filter(isLook).map(({ body }) => body.evidence)

const isLook = (kept: Kept): kept is Kept & { readonly body: { readonly evidence: Evidence; readonly diagnosis: unknown } } => {
  const look = kept.kind === 'diagnosis' ? (kept.body as { evidence?: Partial<Evidence> } | null) : null
  return typeof look?.evidence === 'object' && look.evidence !== null && typeof look.evidence.site?.host === 'string'
}
