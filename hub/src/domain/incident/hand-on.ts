import { change, note } from './draft.ts'
import type { Draft } from './draft.ts'
import { isLiving } from './is-living.ts'
import { acknowledge, callPerson, escalateTo } from './ladder.ts'

/** The first who acknowledges has it; from then on only whom it was handed to. Too late is no news (RES-6). */
export function acknowledgeFirst(draft: Draft, by: string) {
  const { acknowledgedBy, offeredTo } = draft.incident.ladder
  if (!isLiving(draft.incident)) return
  if (acknowledgedBy === null) acknowledge(draft, by)
  else if (offeredTo === by) take(draft, by)
}

/** It is somebody else's from now on, in one step; nobody is paged (RES-6, I-16). */
export function take(draft: Draft, by: string) {
  const { acknowledgedBy: before } = draft.incident.ladder
  if (!isLiving(draft.incident) || before === by) return
  acknowledge(draft, by, before === null ? undefined : `${by} took it over from ${before}.`)
}

/** Pages whom it is handed to. It is theirs as soon as they acknowledge; until then it stays with whoever has it, so it is never nobody's (I-16). */
export function handOver(draft: Draft, by: string, to: string) {
  const { acknowledgedBy: before } = draft.incident.ladder
  if (!isLiving(draft.incident) || before === to) return
  if (!callPerson(draft, to)) return note(draft, `${by} wanted to hand it over to ${to}, who can be reached over no channel.`)
  change(draft, { ladder: { ...draft.incident.ladder, offeredTo: to } })
  const until = before === null ? 'the escalation goes on' : `it stays with ${before}`
  note(draft, `${by} hands it over to ${to}. Until ${to} acknowledges, ${until}.`)
}

/** A person calls the next rung, or whom they name, at any hour; somebody must take it again. */
export function escalateByHand(draft: Draft, by: string, to: string) {
  if (draft.incident.phase !== 'open') return note(draft, `${by} wanted to escalate it, but the site is not down.`)
  note(draft, `${by} escalated it.`)
  escalateTo(draft, to, null)
}
