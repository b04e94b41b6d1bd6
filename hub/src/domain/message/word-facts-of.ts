import { linkFor, OPERATOR } from '../audience/pages.ts'
import { coveredAt, nextBoundary } from '../calendar/coverage.ts'
import { sayClock, sayTime } from '../calendar/say-time.ts'
import { isPrivate } from '../diagnosis/is-private.ts'
import { findCause } from '../diagnosis/taxonomy.ts'
import type { KnownCause } from '../diagnosis/taxonomy.ts'
import { factsOfUse } from '../incident/facts-of-use.ts'
import type { Incident, Outage } from '../incident/incident.ts'
import { minutes } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { factsOfSite } from '../plan/facts-of-site.ts'
import type { Plan, Site } from '../plan/plan.ts'
import type { Audience } from '../playbook/playbook.ts'
import { paceOf } from '../playbook/quicken.ts'
import { speaksIn } from './languages/index.ts'
import { nextUpdateAt } from './next-update.ts'
import { sayDay, sayDuration, sayPrice } from './say-words.ts'
import { visitorsSee } from './visitors-see.ts'
import { DIAGNOSIS_FACTS, kebab } from './word-facts.ts'
import type { Brand, DiagnosisFact, DiagnosisFacts, WordFacts } from './word-facts.ts'

/** Who reads: a recipient as looked up, or a responder with their id. */
export type Reader = { readonly audience: Audience; readonly name: string; readonly person?: string }

const OPERATORS_COLOUR = '#334155'

/** What every letter says of its site and its reader, in whose name it is and where its status page stands, whatever it is about. */
export const readerFacts = (plan: Plan, site: Site, reader: Reader, language: string) => ({
  site: site.id,
  url: site.url,
  client: plan.clients[site.client ?? '']?.name ?? null,
  partner: plan.partners[site.partner]?.name ?? plan.operator.name,
  recipient: reader.name,
  greeting: greetingOf(plan, site, reader, language),
  brand: brandOf(plan, site, reader.audience),
  status_link: linkFor(plan, site.id, reader.audience),
})

/** Everything that a message about this incident may say to this reader, in their language and zone, and nothing that is not for them. */
export function wordFactsOf(
  incident: Incident,
  plan: Plan,
  site: Site,
  reader: Reader,
  at: Instant,
  more: {
    readonly step?: string | null
    readonly answerLink?: string | null
    readonly acknowledgeLink?: string | null
    readonly also?: readonly Outage[]
    readonly language?: string
  } = {},
): WordFacts {
  const language = more.language ?? languageOf(plan, site, reader.audience)
  const says = speaksIn(language)
  const zone = zoneOf(plan, site, reader)
  const time = (moment: Instant) => sayTime(moment, zone, language)
  const clock = (moment: Instant) => sayClock(moment, zone, language)
  const isInside = reader.audience === 'partner' || reader.audience === 'responder'
  const { diagnosis, causeConfirmed } = incident
  const found = diagnosis && diagnosis.cause !== 'unknown' ? findCause(diagnosis.cause) : null
  const isHidden = reader.audience === 'public' && diagnosis !== null && isPrivate(diagnosis.cause)
  const cause = causeConfirmed && !isHidden ? found : null
  const again = incident.outages > 1
  const service = incident.verdict?.service ?? null
  const nextAt = nextUpdateAt(incident, reader.audience, at)
  return {
    ...readerFacts(plan, site, reader, language),
    since: time(incident.detectedAt),
    since_short: clock(incident.detectedAt),
    duration: sayDuration(incident.detectedAt, incident.wellSince ?? at, language),
    again_since: again && incident.failingSince !== null ? clock(incident.failingSince) : null,
    well_since: incident.wellSince === null ? null : clock(incident.wellSince),
    visitors_see: service === null ? visitorsSee(cause?.id ?? null, language) : says.visitorsSee.service,
    service: service === null ? null : says.services[service],
    cause: cause === null ? null : (says.causes[cause.id] ?? null),
    cause_title: isInside && found ? titleOf(found, language) : null,
    because: isInside ? evidenceOf(diagnosis?.because ?? [], language) : [],
    facts: {
      ...(isHidden ? {} : learned(incident, isInside, language)),
      ...underscored({ ...factsOfSite(plan, site), ...factsOfUse(incident, language) }, language),
    },
    incident_link: `${plan.hub.url}incidents/${incident.id}`,
    hand_over_link: reader.audience === 'responder' ? `${plan.hub.url}incidents/${incident.id}/hand-over` : null,
    answer_link: more.answerLink ?? null,
    acknowledge_link: more.acknowledgeLink ?? null,
    playbook: incident.playbook?.title ?? null,
    step_title: stepTitle(incident, more.step ?? null),
    coverage_note: coverageNote(incident, plan, at, language),
    next_update: nextAt === null ? null : clock(roundedUp(nextAt)),
    again,
    outages: incident.outages,
    acknowledged_by: isInside ? (nameOf(plan, incident.ladder.acknowledgedBy) ?? null) : null,
    task_titles: isInside ? openTasks(incident) : [],
    larger_outage: isInside ? (incident.parent?.says ?? null) : null,
    also: (more.also ?? []).map((outage) => outageOf(outage, zone, isInside, language)),
    quickened_note: plan.quickened > 1 ? says.demonstration(paceOf(plan.quickened)) : null,
  }
}

/** The languages in which clients and partners are written to. */
export const languagesOf = ({ clients, partners }: Plan): string[] => [
  ...new Set([...Object.values(clients), ...Object.values(partners)].map(({ language }) => language)),
]

/** The language in which a reader is written to. */
export function languageOf(plan: Plan, site: Site, audience: Audience): string {
  const client = site.client === null ? undefined : plan.clients[site.client]
  const partner = plan.partners[site.partner]
  if (audience === 'client') return client?.language ?? partner?.language ?? 'en'
  return audience === 'responder' ? 'en' : (partner?.language ?? 'en')
}

/** The zone in which a reader is told times. */
export function zoneOf(plan: Plan, site: Site, { audience, person }: Omit<Reader, 'name'>): string {
  if (audience === 'responder') return (person === undefined ? undefined : plan.people[person]?.timezone) ?? plan.operator.timezone
  const client = site.client === null ? undefined : plan.clients[site.client]?.timezone
  const partner = plan.partners[site.partner]?.timezone
  return (audience === 'client' ? (client ?? partner) : partner) ?? plan.operator.timezone
}

/** Clients and the public hear the partner's voice, in its brand; partners and responders the operator's. */
export function brandOf(plan: Plan, site: Site, audience: Audience): Brand {
  const partner = site.partner === OPERATOR ? undefined : plan.partners[site.partner]
  if (!partner || audience === 'partner' || audience === 'responder')
    return { name: plan.operator.name, colour: OPERATORS_COLOUR, logo: null, signature: null }
  const { from, colour, logo, signature } = partner.brand
  return { name: from.name, colour, logo, signature }
}

/** How a letter to this reader begins; a partner may greet its clients in words of its own. */
export function greetingOf(plan: Plan, site: Site, { audience, name }: Reader, language: string): string {
  const own = audience === 'client' ? plan.partners[site.partner]?.brand.greeting : null
  return own ? `${own} ${name}` : speaksIn(language).greeting(name)
}

// What the diagnosis found betrays the cause, so outside it is told only once the cause is confirmed.
function learned({ diagnosis, causeConfirmed }: Incident, isInside: boolean, language: string): DiagnosisFacts {
  if (!diagnosis || (!isInside && !causeConfirmed)) return {}
  return underscored(diagnosis.facts, language)
}

// A fact has hyphens in a diagnosis and in YAML, and underscores in a template.
function underscored(facts: Readonly<Record<string, string>>, language: string): DiagnosisFacts {
  return Object.fromEntries(
    DIAGNOSIS_FACTS.flatMap((name) => (Object.hasOwn(facts, kebab(name)) ? [[name, sayFact(name, facts[kebab(name)]!, language)]] : [])),
  )
}

const titleOf = ({ id, title }: KnownCause, language: string) => speaksIn(language).titles[id] ?? title

// What weighs evidence speaks English; who reads another language is told so.
function evidenceOf(because: readonly string[], language: string): readonly string[] {
  const { evidence, colon } = speaksIn(language)
  return evidence === null ? because : because.map((sentence) => `${evidence}${colon} ${sentence}`)
}

function outageOf({ site, since, until, cause }: Outage, zone: string, isInside: boolean, language: string): WordFacts['also'][number] {
  const known = cause === null ? null : findCause(cause)
  const title = known ? titleOf(known, language) : null
  const plain = cause === null ? null : (speaksIn(language).causes[cause] ?? null)
  return { site, since: sayTime(since, zone, language), duration: sayDuration(since, until, language), cause: isInside ? title : plain }
}

const sayFact = (name: DiagnosisFact, value: string, language: string) =>
  name === 'offer_price' ? sayPrice(value, language) : sayDay(value, language)

function stepTitle({ playbook }: Incident, id: string | null): string | null {
  const does = playbook?.steps.find((step) => step.id === id)?.does
  if (does?.do === 'task') return does.title
  return does?.do === 'approval' ? does.offers : null
}

function coverageNote({ pinned }: Incident, plan: Plan, at: Instant, language: string): string | null {
  const coverage = pinned?.coverage ?? plan.coverage
  if (coveredAt(coverage, at)) return null
  const from = nextBoundary(coverage, at)
  return from === null ? null : speaksIn(language).looksFrom(sayClock(from, coverage.timezone, language))
}

const openTasks = ({ tasks }: Incident) => Object.values(tasks).flatMap(({ title, done }) => (done ? [] : [title]))

const nameOf = (plan: Plan, person: string | null) => (person === null ? null : (plan.people[person]?.name ?? person))

const roundedUp = (at: Instant) => (Math.ceil(at / minutes(1)) * minutes(1)) as Instant
