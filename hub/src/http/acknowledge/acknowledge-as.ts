import { sayClock } from '../../domain/calendar/say-time.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import type { Person } from '../../domain/plan/plan.ts'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { command } from '../command.ts'
import type { IncidentDeed } from '../command.ts'
import { incidentOf } from '../incident-of.ts'

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
  }: {
    readonly person: Person
    readonly number: number
    readonly through: string
    readonly type?: 'acknowledged' | 'taken'
  },
): Promise<Outcome> {
  if (person.role === 'viewer') return late(`${person.name}, you may look at incidents, not take them.`)
  try {
    const found = await incidentOf(around, { partner: null }, number)
    const before = whoseItIs(around, found, person)
    if (before.isTheirs || !isOpen(found)) return before
    const happening: IncidentDeed = { type, by: person.id }
    return whoseItIs(around, await command(around, { by: person.id, partner: null, through }, number, happening), person)
  } catch (error) {
    if (error instanceof Problem && error.kind !== 'ours') return late(error.message)
    throw error
  }
}

/** How an incident stands, for this person: over, theirs, another's, or nobody's yet. */
export function whoseItIs(around: Around, incident: Incident, { id, timezone }: Person): Outcome {
  const { site, phase, resolvedAt, ladder } = incident
  const name = `Incident ${incident.id} (${site})`
  if (phase === 'suspected') return late(`${name} is not confirmed yet; nobody has to take it.`)
  if (phase === 'false-alarm') return late(`${name} was a false alarm.`)
  if (resolvedAt !== null) return late(`${name} is over since ${sayClock(resolvedAt, timezone)}.`)
  const { acknowledgedBy: by } = ladder
  if (by === null) return late(`Nobody has ${name[0]!.toLowerCase()}${name.slice(1)} yet.`)
  if (by === id) return { isTheirs: true, says: `You have ${name[0]!.toLowerCase()}${name.slice(1)}.` }
  return late(`${around.plan().people[by]?.name ?? by} has it already.`)
}

const isOpen = ({ phase }: Incident) => phase === 'open' || phase === 'stabilising'
const late = (says: string): Outcome => ({ isTheirs: false, says })
