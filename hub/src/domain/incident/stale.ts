import { after, saySpan } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { change, note } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Incident, Known } from './incident.ts'
import { callAgain } from './ladder.ts'
import { rests } from './rests.ts'
import { nextStepAt } from './steps.ts'

/**
 * When whoever has it is called again unless they are heard of: nothing was written down for a while, no step is due, and no open task waits
 * for a time that is still to come (RES-3). Null when it is no question.
 */
export function staleAt(incident: Incident, known: Known, at: Instant): Instant | null {
  const { ladder, pinned, tasks, snooze } = incident
  if (ladder.acknowledgedBy === null || !ladder.newsAt || !pinned!.staleAfter || snooze || rests(incident)) return null
  const isPlanned = Object.values(tasks).some(({ done, remindAt }) => !done && remindAt !== null && remindAt > at)
  return isPlanned || nextStepAt(incident, known, at) !== null ? null : after(ladder.newsAt, pinned!.staleAfter)
}

/** Nobody knows whether whoever has it is still at it: they are called again, and somebody must take it. */
export function doubt(draft: Draft) {
  const { ladder, pinned } = draft.incident
  const stale = staleAt(draft.incident, draft.known, draft.at)
  if (stale === null || draft.at < stale) return
  note(draft, `${ladder.acknowledgedBy} has it, and nothing was heard for ${saySpan(pinned!.staleAfter!)}: called again.`)
  callAgain(draft)
}

/** Something was written down: if somebody has it, they are at it. */
export function hearNews(draft: Draft) {
  const { ladder } = draft.incident
  if (ladder.acknowledgedBy !== null) change(draft, { ladder: { ...ladder, newsAt: draft.at } })
}
