import { coveredAt } from '../calendar/coverage.ts'
import type { Instant } from '../instant.ts'
import type { Incident, Known, Mark } from './incident.ts'

export const FACT_NAMES = [
  'recovered',
  'relapsed',
  'acknowledged',
  'in-coverage',
  'hosting-managed',
  'has-agent',
  'client-replied',
  'partner-replied',
  'client-approved',
  'client-declined',
  'partner-approved',
  'partner-declined',
  'client-unreachable',
  'provider-confirmed',
  'provider-recovered',
  'cleaned',
  'reinfected',
  'cause-certain',
] as const
export type FactName = (typeof FACT_NAMES)[number]

/** A fact is a named pure predicate over the incident; there is no expression language. Adding one is a name and an entry here. */
export type Fact = {
  readonly name: FactName
  readonly says: string
  holds(incident: Incident, known: Known, at: Instant): boolean
}

const answered = (who: 'client' | 'partner', what: 'replied' | 'approved' | 'declined') => (incident: Incident) =>
  incident.answers.some((answer) => answer.who === who && answer.what === what)
const marked = (mark: Mark) => (incident: Incident) => incident.marks.includes(mark)

export const FACTS: readonly Fact[] = [
  { name: 'recovered', says: 'The site is seen well; a relapse ends it.', holds: (incident) => incident.wellSince !== null },
  { name: 'relapsed', says: 'The site went down again inside the stability window.', holds: (incident) => incident.outages > 1 },
  { name: 'acknowledged', says: 'Someone has taken the incident.', holds: (incident) => incident.ladder.acknowledgedBy !== null },
  {
    name: 'in-coverage',
    says: 'It is inside the declared hours of coverage.',
    holds: (incident, _, at) => incident.pinned === null || coveredAt(incident.pinned.coverage, at),
  },
  { name: 'hosting-managed', says: 'We can act in the control panel of the hosting.', holds: (_, known) => known.hostingManaged },
  { name: 'has-agent', says: 'An agent of ours runs on the host.', holds: (_, known) => known.hasAgent },
  { name: 'client-replied', says: 'The client has answered.', holds: answered('client', 'replied') },
  { name: 'partner-replied', says: 'The partner has answered.', holds: answered('partner', 'replied') },
  { name: 'client-approved', says: 'The client said yes to what was asked.', holds: answered('client', 'approved') },
  { name: 'client-declined', says: 'The client said no to what was asked.', holds: answered('client', 'declined') },
  { name: 'partner-approved', says: 'The partner said yes to what was asked.', holds: answered('partner', 'approved') },
  { name: 'partner-declined', says: 'The partner said no to what was asked.', holds: answered('partner', 'declined') },
  {
    name: 'client-unreachable',
    says: 'No address of the client is left that works.',
    holds: (_, known) => known.recipients.client.length === 0,
  },
  { name: 'provider-confirmed', says: 'The provider has confirmed the trouble as its own.', holds: marked('provider-confirmed') },
  { name: 'provider-recovered', says: 'The provider reports that it is over.', holds: marked('provider-recovered') },
  { name: 'cleaned', says: 'The last scan of the site was clean.', holds: marked('cleaned') },
  { name: 'reinfected', says: 'A scan after a cleaning found the site infected again.', holds: marked('reinfected') },
  { name: 'cause-certain', says: 'The cause is certain, by the evidence or by a person.', holds: (incident) => incident.causeConfirmed },
]

const BY_NAME = new Map(FACTS.map((fact) => [fact.name, fact]))

export const holds = (name: FactName, incident: Incident, known: Known, at: Instant) => BY_NAME.get(name)!.holds(incident, known, at)
