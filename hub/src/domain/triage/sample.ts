import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import { mayExplain } from './may-explain.ts'
import { isCompatible } from './correlate.ts'
import type { Shared } from './correlate.ts'
import type { FailureClass } from './verdict.ts'

/** Of a larger outage so many sites are looked at closely, once it has more than `LARGE`; the others are known by them. */
export const SAMPLE = 5
export const LARGE = 20

type Looked = { readonly class: FailureClass | null; readonly diagnosis: Diagnosis | null }

/**
 * What the sites of a sample come to for one that shares their thing and fails like them: the same cause, where every one of them shows it and the
 * shared thing explains it. `not-yet` while one of them has no diagnosis; null when they differ, and the site is looked at itself. What was seen of a site
 * of the sample is its own partner's and is not repeated.
 */
export function diagnosisBySample(sample: readonly Looked[], shared: Shared, own: FailureClass | null): Diagnosis | 'not-yet' | null {
  const alike = sample.filter((one) => isCompatible(one.class, own))
  if (alike.length * 2 <= sample.length) return null
  const found = alike.flatMap(({ diagnosis }) => diagnosis ?? [])
  if (found.length < alike.length) return 'not-yet'
  const cause = found[0]!.cause
  if (!found.every((one) => one.cause === cause) || !mayExplain(shared, cause)) return null
  const confidence = Math.min(...found.map((one) => one.confidence))
  const because = `${alike.length} sites of the same larger outage were looked at closely, and all of them show this; this one fails as they do.`
  return { cause, confidence, because: [because], alternatives: [], facts: {} }
}
