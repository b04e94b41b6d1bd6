import type { Step } from '../../playbook/playbook.ts'
import type { Past, Rule, Seen, Suggestion } from './proposal.ts'
import { executionsOf, numberOf, sayIncidents } from './read-past.ts'

const ENOUGH = 3

/** Something that waited for a yes every time and always got it: an action of a playbook, or a person's words to a partner's clients. */
export const alwaysApproved: Rule = {
  id: 'always-approved',
  title: 'What is held for approval is always approved',
  look: (seen) => [...seen.playbook.steps.flatMap((step) => lookAt(seen, step)), ...lookAtWords(seen)],
}

function lookAt(seen: Seen, { id, does }: Step): Suggestion[] {
  if (does.do !== 'action' || does.approval === null) return []
  const asked = seen.last.filter(({ incident }) => executionsOf(incident, seen.playbook, id).length > 0)
  // Only a yes lets it run.
  if (
    asked.length < ENOUGH ||
    !asked.every(({ incident }) => executionsOf(incident, seen.playbook, id).every(({ run }) => run !== undefined))
  )
    return []
  return [
    {
      ...{ thing: `${seen.playbook.id}/${id}`, partner: 'operator', incidents: asked.map(numberOf) },
      saw: `"${id}" waited for the ${does.approval}'s yes in ${sayIncidents(asked)}, and got it all ${asked.length} times.`,
      proposes: 'Let it run without asking.',
      aim: { what: 'step', step: id },
      change: { kind: 'playbook', playbook: seen.playbook.id, edits: [{ do: 'remove key', step: id, key: ['action', 'approval'] }] },
    },
  ]
}

function lookAtWords({ now, last, plan }: Seen): Suggestion[] {
  const partner = plan.partners[now.incident.partner]
  if (!partner?.askFirst) return []
  const asked = last.filter((past) => past.incident.partner === partner.id && countOf(past).asked > 0)
  if (asked.length < ENOUGH || asked.some((past) => countOf(past).asked !== countOf(past).approved)) return []
  return [
    {
      ...{ thing: `words/${partner.id}`, partner: 'operator', incidents: asked.map(numberOf), aim: null },
      saw: `In ${sayIncidents(asked)} what we wrote to ${partner.name}'s clients waited for its yes, and always got it.`,
      proposes: `Ask ${partner.name} whether words to its clients may go out at once.`,
      change: { kind: 'place', place: { how: 'key', screen: null, field: `partners.${partner.id}.ask-first: false` } },
    },
  ]
}

// How often the partner was asked about words, and said yes; a no, or an all clear that came first, is none.
function countOf({ incident, events }: Past) {
  const asked = new Set(incident.told.flatMap(({ audience, written, key }) => (audience === 'partner' && written?.asksFor ? [key] : [])))
  const approved = events.filter(({ event }) => event.type === 'approved' && event.who === 'partner').length
  return { asked: asked.size, approved }
}
