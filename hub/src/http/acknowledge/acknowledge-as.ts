import { sayClock } from '../../domain/calendar/say-time.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import type { Person } from '../../domain/plan/plan.ts'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { command } from '../command.ts'
import type { IncidentDeed } from '../command.ts'
import { incidentOf } from '../incident-of.ts'
import { ACKNOWLEDGE_WORDS } from './acknowledge-words.ts'
import type { AcknowledgeWords } from './acknowledge-words.ts'

/** What became of it, in a sentence for whoever did it. */
export type Outcome = { readonly isTheirs: boolean; readonly says: string }

/** A person of the plan takes an incident without having logged in: once, however often they say so; too late is told clearly (RES-6). */
export async function acknowledgeAs(
  around: Around,
  {
    person,
    number,
    through,
    type = 'acknowledged',
    words = ACKNOWLEDGE_WORDS.en,
  }: {
    readonly person: Person
    readonly number: number
    readonly through: string
    readonly type?: 'acknowledged' | 'taken'
    readonly words?: AcknowledgeWords
  },
): Promise<Outcome> {
  if (person.role === 'viewer') return late(words.mayLook(person.name))
  try {
    const found = await incidentOf(around, { partner: null }, number)
    const before = whoseItIs(around, found, person, words)
    if (before.isTheirs || !isOpen(found)) return before
    const happening: IncidentDeed = { type, by: person.id }
    return whoseItIs(around, await command(around, { by: person.id, partner: null, through }, number, happening), person, words)
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'ours') return late(error.message)
    throw error
  }
}

/** How an incident stands, for this person: over, theirs, another's, or nobody's yet. */
export function whoseItIs(around: Around, incident: Incident, { id, timezone }: Person, words = ACKNOWLEDGE_WORDS.en): Outcome {
  const { id: number, site, phase, resolvedAt, ladder } = incident
  if (phase === 'suspected') return late(words.unconfirmed(number, site))
  if (phase === 'false-alarm') return late(words.falseAlarm(number, site))
  if (resolvedAt !== null) return late(words.over(number, site, sayClock(resolvedAt, timezone, words.language)))
  const { acknowledgedBy: by } = ladder
  if (by === null) return late(words.nobodys(number, site))
  if (by === id) return { isTheirs: true, says: words.yours(number, site) }
  return late(words.anothers(around.plan().people[by]?.name ?? by))
}

const isOpen = ({ phase }: Incident) => phase === 'open' || phase === 'stabilising'
const late = (says: string): Outcome => ({ isTheirs: false, says })
