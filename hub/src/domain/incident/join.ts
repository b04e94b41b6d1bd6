import { change, note, order } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Event, Membership } from './incident.ts'
import { haltLadder, restLadder, startLadder } from './ladder.ts'

/**
 * The outage is part of a larger one (TRI-3). On-call is paged once, by the incident that leads; what this one tells its partner, its client
 * and the public stays its own. One that comes to lead calls on-call, unless somebody has it. How many sites it is by now changes its words, and is no line
 * of the timeline.
 */
export function join(draft: Draft, parent: Membership) {
  const { phase, heardOn, parent: before } = draft.incident
  if (phase !== 'open') return
  if (before?.id === parent.id && before.leads === parent.leads && before.says === parent.says) return
  change(draft, { parent })
  if (before?.id === parent.id && before.leads === parent.leads) return
  if (before?.id !== parent.id) note(draft, parent.says)
  if (!parent.leads) return haltLadder(draft)
  if (before?.id === parent.id) note(draft, 'It leads the larger outage now: on-call is paged here.')
  if (heardOn && draft.incident.ladder.nextAt === null) startLadder(draft)
}

/** It would speak for itself next, and belongs to a larger outage that another one pages for: it joins that before anybody is called twice (TRI-3). */
export function joinKnown(draft: Draft) {
  const { incident, known } = draft
  if (!known.larger || incident.phase !== 'open' || incident.parent !== null || incident.heardOn) return
  order(draft, { do: 'join', parent: known.larger.id })
  join(draft, known.larger)
}

/**
 * It is no longer part of the larger outage, and pages by itself. Whoever acknowledged had the larger one: this one somebody must take, unless
 * it led and was taken itself.
 */
export function part(draft: Draft, { parent, says }: Extract<Event, { type: 'parted' }>) {
  const { phase, heardOn, parent: before } = draft.incident
  if (phase !== 'open' || before?.id !== parent) return
  change(draft, { parent: null })
  note(draft, says)
  if (before.leads) return
  restLadder(draft)
  if (heardOn) startLadder(draft)
}
