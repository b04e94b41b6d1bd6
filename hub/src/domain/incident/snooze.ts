import { between, saySpan } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Playbook, Severity } from '../playbook/playbook.ts'
import { change, note } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Event } from './incident.ts'
import { acknowledge, callAgain, escalateTo, restLadder } from './ladder.ts'
import { rests } from './rests.ts'

/**
 * A person silences the pages of an outage for a while, with the reason (TRI-4). Whoever does so has it, so first response is never missed behind
 * a snooze. It ends by itself, and before that with a worse cause, an escalation by hand, another owner, or the recovery of the site.
 */
export function snooze(draft: Draft, { by, until, reason }: Extract<Event, { type: 'snoozed' }>) {
  if (draft.incident.phase !== 'open') return note(draft, `${by} wanted to snooze it, but the site is not down.`)
  if (until <= draft.at) return
  if (draft.incident.ladder.acknowledgedBy !== by) acknowledge(draft, by)
  change(draft, { snooze: { by, until, reason, then: null } })
  note(draft, `${by} snoozed its pages for ${saySpan(between(draft.at, until))}: ${reason}`)
}

/** A person ends the snooze; what the playbook wanted meanwhile is done now. */
export function unsnooze(draft: Draft, by: string) {
  const before = draft.incident.snooze
  if (!before) return
  change(draft, { snooze: null })
  note(draft, `${by} ended the snooze.`)
  if (before.then) escalateTo(draft, before.then.to, before.then.step)
}

/** The snooze has come to its end: whoever has it is called again, or whom the playbook wanted meanwhile. */
export function wake(draft: Draft) {
  const { snooze } = draft.incident
  if (snooze && draft.at >= snooze.until) end(draft, 'The snooze is over: somebody is called again.')
}

/** Another playbook runs: whom the one before wanted is wanted no more (I-19). What was silenced was less: a worse cause ends the snooze. */
export function wakeFor(draft: Draft, before: Playbook | null, now: Playbook) {
  const { snooze } = draft.incident
  if (!snooze) return
  change(draft, { snooze: { ...snooze, then: null } })
  const isWorse = RANK.indexOf(now.severity) > RANK.indexOf(before?.severity ?? 'minor')
  if (isWorse) end(draft, 'The cause is worse than what was snoozed: somebody is called again.')
}

const RANK: readonly Severity[] = ['minor', 'major', 'critical']

/** When the snooze ends by itself; null without one. */
export const wakesAt = (incident: Draft['incident']): Instant | null => incident.snooze?.until ?? null

function end(draft: Draft, why: string) {
  const { then } = draft.incident.snooze!
  change(draft, { snooze: null })
  note(draft, why)
  if (rests(draft.incident)) return
  if (!draft.incident.heardOn) return restLadder(draft) // it begins when that is no longer rash
  if (then) escalateTo(draft, then.to, then.step)
  else callAgain(draft)
}
