import type { Evidence } from './evidence.ts'
import type { Sign } from './weigh-signs.ts'

/** Something that can be broken. It looks for signs of itself in the evidence; what it is called stands in `taxonomy.ts`. */
export type Cause = {
  readonly id: string
  readonly layer: Layer
  /** What speaks for this cause and what against it; nothing at all when nothing speaks for it. */
  weigh(evidence: Evidence): readonly (Sign | null)[]
  /** One line that an engineer would run or open to see it for himself. */
  check(evidence: Evidence): string
}

/** From the first thing a visit needs to the last (causes.md 3.2): the earliest broken layer wins. */
export const LAYERS = [
  'registration',
  'delegation',
  'records',
  'edge',
  'transport',
  'tls',
  'account',
  'resources',
  'app',
  'content',
] as const
export type Layer = (typeof LAYERS)[number]
