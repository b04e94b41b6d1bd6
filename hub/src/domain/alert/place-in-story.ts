import { between, minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Alert } from './alert.ts'

const MOST_AHEAD = minutes(5)

/** Something that was said to be wrong, from its beginning to where it was said to be over. */
export type Episode = { readonly id: number; readonly startedAt: Instant; readonly resolvedAt: Instant | null }

/** What an alert is in the story of its thing. `after`: an episode whose end nobody told us. */
export type Place =
  | { readonly is: 'beginning'; readonly startedAt: Instant; readonly resolvedAt: Instant | null; readonly after: number | null }
  | { readonly is: 'again'; readonly id: number }
  | { readonly is: 'end'; readonly id: number; readonly at: Instant }
  | { readonly is: 'nothing' } // the end of what nobody told us of

/**
 * Senders repeat, send twice, and send late: the same alert is heard once. `known` are the episodes of the same thing, the newest first.
 * One that names the beginning of its episode belongs to that; any other to the one that is open, or was when it was said.
 */
export function placeInStory({ state, ...by }: Pick<Alert, 'state' | 'since' | 'at'>, known: readonly Episode[], now: Instant): Place {
  const [since, at] = [notAhead(by.since, now), notAhead(by.at, now)]
  const newest = known[0]
  const said = at ?? now
  const same = known.find(({ startedAt }) => startedAt === since)
  if (state === 'resolved') {
    const open = same ?? (since === null && newest && newest.resolvedAt === null && newest.startedAt <= said ? newest : undefined)
    if (open) return open.resolvedAt === null ? { is: 'end', id: open.id, at: said } : { is: 'again', id: open.id }
    return since !== null && known.every(({ startedAt }) => startedAt < since)
      ? { is: 'beginning', startedAt: since, resolvedAt: said, after: openOf(newest) }
      : { is: 'nothing' }
  }
  if (same) return { is: 'again', id: same.id }
  const startedAt = since ?? said
  if (!newest) return { is: 'beginning', startedAt, resolvedAt: null, after: null }
  const isOld = since !== null ? since < newest.startedAt : newest.resolvedAt === null || (at !== null && at <= newest.resolvedAt)
  return isOld ? { is: 'again', id: newest.id } : { is: 'beginning', startedAt, resolvedAt: null, after: openOf(newest) }
}

// By a clock that is wrong something could be over before it begins, and never begin again.
const notAhead = (moment: Instant | null, now: Instant) => (moment !== null && between(now, moment) > MOST_AHEAD ? null : moment)

const openOf = (newest: Episode | undefined) => (newest && newest.resolvedAt === null ? newest.id : null)
