import type { Evidence } from '../evidence.ts'
import type { Sign } from '../weigh-signs.ts'

/** What a rule has to say about one cause: one more sign, the cause behind it, or that it is not the news while something else is broken. */
export type Ruling = {
  readonly cause: string
  readonly sign?: Sign
  readonly root?: string
  readonly yields?: true
}

/** A rule of causes.md 3.4, by its number there. It sees the evidence and how sure the signs alone make us of a cause. */
export type TieBreak = {
  readonly number: number
  readonly name: string
  rule(evidence: Evidence, confidenceOf: (cause: string) => number): readonly Ruling[]
}

/** The sign in a ruling, said shortly. */
export const says = (cause: string, strength: Sign['strength'], because: string, facts?: Sign['facts']): Ruling => ({
  cause,
  sign: { strength, because, ...(facts && { facts }) },
})
