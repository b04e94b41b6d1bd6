import { between, minutes } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { Verdict } from './verdict.ts'

/** Our probe cannot see: since when, and when last a verdict said so. */
export type Blindness = { readonly since: Instant; readonly saidAt: Instant }

const FORGOTTEN_AFTER = minutes(15)
const NOT_OF_SIGHT: readonly Verdict['reason'][] = ['false_alarm.clock', 'false_alarm.resolver']

/**
 * What is known of our own sight after one more verdict on a monitor that is looked at every `interval`; null when we see (I-4). A verdict that rests
 * on what was seen of a site ends blindness, and so does a quarter of an hour, or two turns, in which nothing failed for it. That our clock or a
 * resolver is wrong says neither.
 */
export function blindnessAfter(
  before: Blindness | null,
  { reason }: Pick<Verdict, 'reason'>,
  at: Instant,
  interval: Span,
): Blindness | null {
  const lasting = stillBlind(before, at, interval)
  if (reason === 'false_alarm.probe') return { since: lasting?.since ?? at, saidAt: at }
  return NOT_OF_SIGHT.includes(reason) ? lasting : null
}

/** The blindness that lasts, as far as is known. */
export const stillBlind = (blindness: Blindness | null, at: Instant, interval: Span): Blindness | null =>
  blindness !== null && between(blindness.saidAt, at) <= Math.max(FORGOTTEN_AFTER, 2 * interval) ? blindness : null
