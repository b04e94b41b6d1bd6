import { familyOf } from '../diagnosis/taxonomy.ts'
import type { Instant } from '../instant.ts'
import type { Failing, Shared } from './correlate.ts'
import { mayExplain } from './may-explain.ts'

/** Why a site is no longer of a larger outage although it is down: the others are well again, or its cause is another. */
export type Parting = 'outlasted' | 'other-cause'

const RECOVERED = 0.8

/**
 * Whether a member leaves the larger outage to be handled by itself (causes.md 3.6): its cause leaves no doubt and lies in a layer which the
 * shared thing cannot explain, while most of the others say otherwise; or it is still down when the others have been well for long enough.
 */
export function partingOf(one: Failing, members: readonly Failing[], shared: Shared, isOutlasted: boolean): Parting | null {
  if (isOfOtherLayer(one, members, shared)) return 'other-cause'
  return isOutlasted ? 'outlasted' : null
}

/** When the others of a member had recovered: 80 % of them were well. Null while they are not. */
export function recoveredAt(stillDown: number, recoveries: readonly Instant[]): Instant | null {
  const needed = Math.ceil((stillDown + recoveries.length) * RECOVERED)
  return needed === 0 ? null : (recoveries.toSorted((a, b) => a - b)[needed - 1] ?? null)
}

// Where the others are not diagnosed yet, nobody knows who the exception is.
function isOfOtherLayer(one: Failing, members: readonly Failing[], shared: Shared): boolean {
  const { cause } = one
  if (!cause?.isSure || mayExplain(shared, cause.id)) return false
  const others = members.filter((other) => other !== one)
  if (others.some((other) => other.cause === null)) return false
  const alike = others.filter((other) => familyOf(other.cause!.id) === familyOf(cause.id))
  return alike.length * 2 <= others.length
}

/** The line of the timeline, for everyone concerned. */
export const sayParting = (why: Parting, cause: string | null): string =>
  why === 'outlasted'
    ? 'No longer part of the larger outage: the other sites are well again, and this one is still down. It is handled by itself.'
    : `Not part of the larger outage: its cause is ${cause ?? 'another'}. It is handled by itself.`
