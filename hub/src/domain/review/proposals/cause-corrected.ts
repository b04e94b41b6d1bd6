import { CONFIRM } from '../../diagnosis/diagnosis.ts'
import type { Step } from '../../playbook/playbook.ts'
import type { Past, Rule } from './proposal.ts'
import { numberOf } from './read-past.ts'

/** A person confirmed another cause than the one that was named first, and the client had read words that rested on the first. */
export const causeCorrected: Rule = {
  id: 'cause-corrected',
  title: 'A person corrected the cause after the client had been told',
  look({ now, playbook }) {
    const corrected = correctionOf(now)
    const told = playbook.steps.filter((step) => waitsForNothing(step) && wasTold(now, playbook.id, step))
    if (!corrected || told.length === 0) return []
    return told.map(({ id }) => ({
      ...{ thing: `${playbook.id}/${id}`, partner: 'operator', incidents: [numberOf(now)], aim: null },
      saw: `In incident ${numberOf(now)} the cause was ${corrected.first} at first; ${corrected.by} confirmed ${corrected.then}. "${id}" had told the client meanwhile.`,
      proposes: `Let "${id}" wait until the cause is certain.`,
      change: { kind: 'playbook', playbook: playbook.id, edits: [{ do: 'add fact', step: id, key: 'only-if', fact: 'cause-certain' }] },
    }))
  },
}

function correctionOf({ events }: Past) {
  const named = events.flatMap(({ event }) =>
    event.type === 'diagnosed' && event.diagnosis.cause !== 'unknown' && event.diagnosis.confidence >= CONFIRM
      ? [event.diagnosis.cause]
      : [],
  )
  const confirmed = events.findLast(({ event }) => event.type === 'cause-confirmed')?.event
  const [first, then] = [named[0], named.at(-1)]
  if (confirmed?.type !== 'cause-confirmed' || !first || !then || first === then) return null
  return { first, then, by: confirmed.by }
}

const waitsForNothing = ({ does, onlyIf }: Step) => does.do === 'message' && does.to.includes('client') && !onlyIf.includes('cause-certain')

// Before the cause was confirmed.
function wasTold({ incident, events }: Past, playbook: string, { id }: Step): boolean {
  const at = events.find(({ event }) => event.type === 'cause-confirmed')?.at ?? 0
  const told = incident.steps[`${playbook}/${id}/client`]
  return told !== undefined && told.startedAt < at
}
