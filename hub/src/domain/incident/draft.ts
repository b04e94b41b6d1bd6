import type { Instant } from '../instant.ts'
import type { Effect, Incident, Known, SaidEntry } from './incident.ts'

/** A decision in the making: the incident so far and what has been ordered. It never leaves `decide`. */
export type Draft = {
  incident: Incident
  readonly effects: Effect[]
  readonly at: Instant
  readonly known: Known
}

export function change(draft: Draft, changes: Partial<Incident>) {
  draft.incident = { ...draft.incident, ...changes }
}

export function order(draft: Draft, effect: Effect) {
  draft.effects.push(effect)
}

export function say(draft: Draft, entry: SaidEntry) {
  draft.effects.push({ do: 'say', entry })
}

/** A line that tells of no new phase: an acknowledgement, a cause, a note. */
export function note(draft: Draft, text: string) {
  say(draft, { kind: 'state', state: draft.incident.phase, note: text })
}
