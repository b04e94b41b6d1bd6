import { coveredAt } from '../calendar/coverage.ts'
import type { Instant } from '../instant.ts'
import type { Incident, Known, Mark } from './incident.ts'
import { isScan } from './mark.ts'

export const FACT_NAMES = [
  'recovered',
  'relapsed',
  'acknowledged',
  'in-coverage',
  'hosting-managed',
  'has-agent',
  'has-standby',
  'client-replied',
  'partner-replied',
  'client-approved',
  'client-declined',
  'partner-approved',
  'partner-declined',
  'client-unreachable',
  'client-knows-cause',
  'provider-confirmed',
  'provider-recovered',
  'cleaned',
  'clean-twice',
  'reinfected',
  'cleaning-failed',
  'cleaning-failed-twice',
  'on-hold',
  'in-redemption',
  'flooded',
  'installer-open',
  'other-cause-behind',
  'offer-known',
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
const lastScans =
  (found: Mark, times = 1) =>
  ({ marks }: Incident) => {
    const scans = marks.filter(isScan).slice(-times)
    return scans.length === times && scans.every((scan) => scan === found)
  }
const caused =
  (...causes: readonly string[]) =>
  ({ diagnosis }: Incident) =>
    diagnosis !== null && causes.includes(diagnosis.cause)
const learned =
  (...facts: readonly string[]) =>
  ({ diagnosis }: Incident) =>
    diagnosis !== null && facts.every((fact) => Object.hasOwn(diagnosis.facts, fact))

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
  { name: 'has-standby', says: 'A standby is recorded for the site.', holds: (_, known) => known.hasStandby ?? false },
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
  {
    name: 'client-knows-cause',
    says: 'The client has been told of this cause.',
    holds: ({ told, diagnosis }) =>
      told.some(({ audience, cause }) => audience === 'client' && cause !== null && cause === diagnosis?.cause),
  },
  {
    name: 'provider-confirmed',
    says: 'The provider has confirmed the trouble as its own, to us or on its status page.',
    holds: (incident) => marked('provider-confirmed')(incident) || learned('notice')(incident),
  },
  { name: 'provider-recovered', says: 'The provider reports that it is over.', holds: marked('provider-recovered') },
  { name: 'cleaned', says: 'The last scan of the site was clean.', holds: lastScans('cleaned') },
  { name: 'clean-twice', says: 'The last two scans of the site were clean.', holds: lastScans('cleaned', 2) },
  { name: 'reinfected', says: 'The last scan, after a cleaning, found the site infected again.', holds: lastScans('reinfected') },
  { name: 'cleaning-failed', says: 'A cleaning did not hold: a scan found the site infected again.', holds: marked('reinfected') },
  {
    name: 'cleaning-failed-twice',
    says: 'A second cleaning did not hold either.',
    holds: ({ marks }) => marks.filter((mark) => mark === 'reinfected').length > 1,
  },
  { name: 'on-hold', says: 'The domain name is on hold.', holds: caused('domain.hold') },
  {
    name: 'in-redemption',
    says: 'The domain name was deleted and can only be restored, or is about to be given up.',
    holds: caused('domain.redemption', 'domain.pending_delete'),
  },
  { name: 'flooded', says: 'The site is flooded with requests.', holds: caused('hosting.dos') },
  {
    name: 'installer-open',
    says: 'The software of the site asks whoever comes to install it.',
    holds: caused('app.not_installed', 'app.config_missing'),
  },
  {
    name: 'other-cause-behind',
    says: 'Another cause stands behind this one and must be mended first.',
    holds: ({ diagnosis }) => diagnosis?.root !== undefined,
  },
  { name: 'offer-known', says: 'The plan to recommend and its price are known.', holds: ({ offer }) => offer !== undefined },
  { name: 'cause-certain', says: 'The cause is certain, by the evidence or by a person.', holds: (incident) => incident.causeConfirmed },
]

const BY_NAME = new Map(FACTS.map((fact) => [fact.name, fact]))

export const holds = (name: FactName, incident: Incident, known: Known, at: Instant) => BY_NAME.get(name)!.holds(incident, known, at)
