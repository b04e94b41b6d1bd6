import { sayTime } from '../calendar/say-time.ts'
import type { Baseline, Evidence } from '../diagnosis/evidence.ts'
import { remedyFor } from '../diagnosis/remedies.ts'
import { isWorthAThought } from '../diagnosis/diagnosis.ts'
import { findCause } from '../diagnosis/taxonomy.ts'
import type { Entry } from '../incident/entry.ts'
import type { Incident, Membership, Phase } from '../incident/incident.ts'
import type { Instant } from '../instant.ts'
import { sayDuration } from '../message/say-words.ts'
import { visitorsSee } from '../message/visitors-see.ts'
import type { Plan, Site } from '../plan/plan.ts'
import type { Audience } from '../playbook/playbook.ts'
import { bounded, cut, ends } from './bounded.ts'
import { changesSince } from './changes.ts'
import type { Changes } from './changes.ts'
import { contactsFor } from './contacts.ts'
import type { ProviderContact } from './contacts.ts'
import { recordsToRestore } from './restore.ts'
import type { DnsRecord } from './restore.ts'
import { looksOf, seenOf } from './seen.ts'
import type { Kept, Seen } from './seen.ts'
import { stepsAhead } from './steps-ahead.ts'
import type { StepAhead } from './steps-ahead.ts'
import { triedOf } from './tried.ts'
import type { Run, Tried, Written } from './tried.ts'
import { withoutSecrets } from './without-secrets.ts'

/** All that the next tier needs, in one piece (DIA-8): with it in hand the fix is apparent. Bounded, and without a secret. */
export type HandOver = {
  readonly incident: string
  readonly at: Instant // when it was made
  readonly site: string
  readonly url: string | null
  readonly client: string | null
  readonly partner: string
  readonly phase: Phase
  readonly since: Instant
  readonly broken: string // what is broken and since when, in one sentence
  readonly acknowledgedBy: string | null
  readonly cause: HandedCause | null
  readonly lastGood: Baseline | null // what the site looked like when it last worked
  readonly changed: Changes
  readonly tried: readonly Tried[]
  readonly next: {
    readonly tasks: readonly HandedTask[]
    readonly steps: readonly StepAhead[]
    readonly contacts: readonly ProviderContact[]
    readonly restore: readonly DnsRecord[]
  }
  readonly told: readonly Told[]
  readonly parent: Pick<Membership, 'id' | 'says' | 'leads'> | null // the larger outage that it is part of
  readonly earlier: { readonly incident: string; readonly cause: string | null; readonly resolvedAt: Instant | null } | null
  readonly timeline: readonly Entry[]
  readonly evidence: Seen
}

export type HandedCause = {
  readonly id: string
  readonly title: string
  readonly confidence: number
  readonly confirmed: boolean // by confidence or by a person
  readonly because: readonly string[]
  readonly against: readonly string[]
  readonly alternatives: readonly { readonly id: string; readonly title: string; readonly confidence: number }[]
  readonly root: string | null // the cause behind it
  readonly pattern: 'persistent' | 'intermittent' | null
  readonly check: string | null // what an engineer would run to see it for himself
  readonly remedy: string | null // what mends it
}

export type HandedTask = {
  readonly title: string
  readonly people: readonly string[]
  readonly dueAt: Instant | null
  readonly contact: string | null
  readonly followUp: boolean
}

/** Who was told what, when, and whether it reached them. */
export type Told = {
  readonly at: Instant
  readonly audience: Audience
  readonly channel: string
  readonly name: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly state: string
  readonly reason: string | null
}

/** A task and a message as they are kept, as far as a hand-over reads them. */
export type GivenTask = HandedTask & { readonly id: string; readonly doneAt: Instant | null; readonly doneBy: string | null }
export type Said = {
  readonly orderedAt: Instant
  readonly settledAt: Instant | null
  readonly recipient: { readonly audience: Audience; readonly channel: string; readonly name: string; readonly address: readonly string[] }
  readonly subject: string
  readonly text: string
  readonly state: string
  readonly reason: string | null
}

/** What a hand-over is made from: one incident's rows, all of the same tenant. */
export type Given = {
  readonly incident: Incident
  readonly site: Site | null // null: the plan no longer names it
  readonly plan: Plan
  readonly zone: string // in which the sentence of what is broken says its times
  readonly timeline: readonly Entry[]
  readonly evidence: readonly Kept[]
  readonly baseline: Baseline | null // as kept now; the one that the looks were compared with goes before it
  readonly executions: readonly Run[]
  readonly tasks: readonly GivenTask[]
  readonly messages: readonly Said[]
  readonly notes: readonly Written[]
  readonly earlier: Incident | null // the incident before, when it came back after an all clear
  readonly at: Instant
}

const LINES = { first: 100, last: 400 }
const MESSAGES = { first: 20, last: 180 }

/** The hand-over of an incident at a moment. What it says of changes compares the newest look with how the site was when it last worked. */
export function handOverOf(given: Given): HandOver {
  const { incident, site, plan, timeline, evidence, executions, tasks, messages, notes, earlier, at } = given
  const looks = looksOf(evidence)
  const newest = looks.at(-1) ?? null
  const cause = incident.diagnosis?.cause ?? null
  const lastGood = lastGoodOf(given, newest)
  const nameOf = (id: string) => plan.people[id]?.name ?? id
  const { acknowledgedBy } = incident.ladder
  return withoutSecrets({
    incident: incident.id,
    at,
    site: incident.site,
    url: site?.url ?? null,
    client: site?.client ? (plan.clients[site.client]?.name ?? null) : null,
    partner: plan.partners[incident.partner]?.name ?? plan.operator.name,
    phase: incident.phase,
    since: incident.detectedAt,
    broken: broken(given),
    acknowledgedBy: acknowledgedBy === null ? null : nameOf(acknowledgedBy),
    cause: handedCause(incident),
    lastGood: bounded(lastGood) as Baseline | null,
    changed: changesSince(lastGood, looks),
    tried: triedOf({ executions, tasks, notes }, nameOf),
    next: {
      tasks: tasks.filter(({ doneAt }) => doneAt === null).map((task) => handedTask(task, nameOf)),
      steps: stepsAhead(incident, plan, at),
      contacts: contactsFor(cause, site, plan, newest),
      restore: recordsToRestore(cause, lastGood, newest),
    },
    told: ends(messages, MESSAGES.first, MESSAGES.last).map(toldOf),
    parent: incident.parent && { id: incident.parent.id, says: incident.parent.says, leads: incident.parent.leads },
    earlier: earlier && { incident: earlier.id, cause: earlier.diagnosis?.cause ?? null, resolvedAt: earlier.resolvedAt },
    timeline: ends(timeline, LINES.first, LINES.last).map((entry) => bounded(entry) as Entry),
    evidence: seenOf(evidence),
  })
}

// What was kept after the outage began may be the fault itself, or the site after its repair.
function lastGoodOf({ incident, baseline }: Given, newest: Evidence | null): Baseline | null {
  if (newest?.baseline) return newest.baseline
  return baseline && (baseline.seen === null || baseline.seen <= incident.detectedAt) ? baseline : null
}

function broken({ incident, site, plan, zone, at }: Given): string {
  const { phase, detectedAt, wellSince, resolvedAt, outages, diagnosis, causeConfirmed } = incident
  const client = site?.client ? plan.clients[site.client]?.name : undefined
  const partner = plan.partners[incident.partner]?.name
  const whose = client ? ` (${client}${partner ? `, a client of ${partner}` : ''})` : partner ? ` (${partner})` : ''
  const since = sayTime(detectedAt, zone)
  const again = outages > 1 ? ` (${outages} outages)` : ''
  const visitors = `visitors see ${visitorsSee(causeConfirmed && diagnosis ? diagnosis.cause : null)}`
  const name = `${incident.site}${whose}`
  switch (phase) {
    case 'suspected':
      return `${name} may be down since ${since}; it is being verified.`
    case 'false-alarm':
      return `${name} was thought to be down at ${since}; it was a false alarm.`
    case 'open':
      return `${name} has been down since ${since}, for ${sayDuration(detectedAt, at)}${again}: ${visitors}.`
    case 'stabilising':
      return `${name} was down from ${since}${again} and has been well since ${sayTime(wellSince ?? at, zone)}; it is being watched.`
    case 'resolved':
    case 'reviewed':
      return `${name} was down from ${since}, for ${sayDuration(detectedAt, wellSince ?? resolvedAt ?? at)}${again}; it is well again.`
  }
}

function handedCause({ diagnosis, causeConfirmed }: Incident): HandedCause | null {
  if (!diagnosis) return null
  const { cause: id, confidence, because, against = [], alternatives, root = null, pattern = null, check = null } = diagnosis
  return {
    ...{ id, title: titleOf(id), confidence, confirmed: causeConfirmed, because, against },
    alternatives: alternatives
      .filter(isWorthAThought)
      .map((other) => ({ id: other.cause, title: titleOf(other.cause), confidence: other.confidence })),
    ...{ root, pattern, check, remedy: remedyFor(id) },
  }
}

const titleOf = (id: string) => findCause(id)?.title ?? id

const handedTask = ({ title, people, dueAt, contact, followUp }: GivenTask, nameOf: (id: string) => string): HandedTask => ({
  title,
  people: people.map(nameOf),
  dueAt,
  contact,
  followUp,
})

const toldOf = ({ orderedAt, settledAt, recipient, subject, text, state, reason }: Said): Told => ({
  at: settledAt ?? orderedAt,
  audience: recipient.audience,
  channel: recipient.channel,
  name: recipient.name,
  to: recipient.address,
  subject,
  text: cut(text, 1500),
  state,
  reason,
})
