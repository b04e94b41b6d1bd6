import { change, note } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Membership } from './incident.ts'
import { haltLadder, startLadder } from './ladder.ts'

/**
 * The outage is part of a larger one (TRI-3). On-call is paged once, by the incident that leads; what this one tells its partner, its client
 * and the public stays its own. One that comes to lead calls on-call, unless somebody has it.
 */
export function join(draft: Draft, parent: Membership) {
  const { phase, heardOn, parent: before } = draft.incident
  if (phase !== 'open') return
  if (before?.id === parent.id && before.leads === parent.leads) return
  change(draft, { parent })
  if (before?.id !== parent.id) note(draft, parent.says)
  if (!parent.leads) return haltLadder(draft)
  if (before?.id === parent.id) note(draft, 'It leads the larger outage now: on-call is paged here.')
  if (heardOn && draft.incident.ladder.nextAt === null) startLadder(draft)
}
