import { saySpan } from '../../instant.ts'
import type { Past, Rule } from './proposal.ts'
import { numberOf, sayIncidents } from './read-past.ts'

const TWICE = 2

/** Whoever was paged first did not take it before the next rung was called, in two of the last five. */
export const takenLate: Rule = {
  id: 'taken-late',
  title: 'The page is taken only after it was escalated',
  look({ last, plan }) {
    const late = last.filter(wasEscalated)
    const first = late[0]?.incident.pinned!.escalation[0]
    if (late.length < TWICE || !first || !plan.escalation.some(({ notify }) => notify === first.notify)) return []
    return [
      {
        ...{ thing: first.notify, partner: 'operator', incidents: late.map(numberOf), aim: { what: 'acknowledge' } },
        saw: `${first.notify} was paged first, and in ${late.length} of the last ${last.length} outages nobody took it before the next rung was called: ${sayIncidents(late)}.`,
        proposes: `Wait less than ${saySpan(first.wait)} for ${first.notify}, page it over a channel that rings, or put somebody beside it.`,
        change: { kind: 'place', place: { how: 'key', screen: '/on-call', field: 'escalation: wait, by' } },
      },
    ]
  },
}

// By the ladder alone: whom a person calls on purpose is no sign.
function wasEscalated({ events }: Past): boolean {
  let rung = 0
  for (const { event, changes } of events) {
    if (event.type === 'acknowledged') return rung > 0
    if (event.type === 'escalated') return false
    rung = changes.ladder?.rung ?? rung
  }
  return false
}
