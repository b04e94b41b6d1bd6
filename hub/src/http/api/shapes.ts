import type { Task as Shown } from '@allclear/wire/task.ts'
import { z } from 'zod'
import { findCause } from '../../domain/diagnosis/taxonomy.ts'
import type { GivenAnswer, Incident } from '../../domain/incident/incident.ts'
import { iso, isoOrNull } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { USES } from '../../domain/plan/statistics.ts'
import type { Task } from '../../store/tasks.ts'

// What the API shows, field by field: a row is never handed out as it stands.

const moment = z.iso.datetime()
const maybe = moment.nullable()

/** A list and where it goes on; `next` is null at its end. */
export const listOf = (item: z.ZodType) => z.object({ items: z.array(item), next: z.string().nullable() })

/** The larger outage that an incident is part of, as its own tenant may read it. */
export const membershipShape = z.object({ id: z.int(), says: z.string(), leads: z.boolean() })

const saidShape = z.object({ by: z.string(), at: moment })

/** An answer of a client or partner: who, when, and under `message` the words they saw. */
const answerShape = z.object({
  who: z.enum(['client', 'partner']),
  what: z.enum(['replied', 'approved', 'declined']),
  at: moment,
  by: z.string().nullable(),
  text: z.string().nullable(),
  says: z.enum(['done', 'help', 'call']).nullable(),
  step: z.string().nullable(),
  message: z.string().nullable(),
})

export const incidentShape = z.object({
  id: z.string(),
  site: z.string(),
  partner: z.string(),
  client: z.string().nullable(),
  phase: z.enum(['suspected', 'open', 'stabilising', 'resolved', 'reviewed', 'false-alarm']),
  detectedAt: moment,
  confirmedAt: maybe,
  resolvedAt: maybe,
  outages: z.int(),
  verdict: z.object({ verdict: z.string(), reason: z.string().nullable(), because: z.array(z.string()) }).nullable(),
  cause: z.string().nullable(),
  causeTitle: z.string().nullable(),
  confidence: z.number().nullable(),
  because: z.array(z.string()),
  alternatives: z.array(z.object({ cause: z.string(), confidence: z.number() })),
  playbook: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: maybe,
  snooze: z.object({ by: z.string(), until: moment, reason: z.string() }).nullable(),
  firstResponse: z.object({ due: moment, metAt: maybe, breached: z.boolean() }).nullable(),
  earlier: z.string().nullable(),
  parent: membershipShape.nullable(),
  answers: z.array(answerShape),
  statistics: z.array(saidShape.extend({ use: z.enum(USES), figure: z.number() })),
  offer: saidShape.extend({ plan: z.string(), price: z.string() }).nullable(),
})

/** An incident as the API shows it. */
export function showIncident(incident: Incident, plan: Plan): z.infer<typeof incidentShape> {
  const { id, site, partner, phase, outages, verdict, diagnosis, playbook, ladder, response, earlier, parent } = incident
  return {
    id,
    site,
    partner,
    client: plan.sites[site]?.client ?? null,
    phase,
    detectedAt: iso(incident.detectedAt),
    confirmedAt: isoOrNull(incident.confirmedAt),
    resolvedAt: isoOrNull(incident.resolvedAt),
    outages,
    verdict: verdict && { verdict: verdict.verdict, reason: verdict.reason, because: [...verdict.because] },
    cause: diagnosis?.cause ?? null,
    causeTitle: diagnosis ? (findCause(diagnosis.cause)?.title ?? null) : null,
    confidence: diagnosis?.confidence ?? null,
    because: [...(diagnosis?.because ?? [])],
    alternatives: (diagnosis?.alternatives ?? []).map(({ cause, confidence }) => ({ cause, confidence })),
    playbook: playbook?.id ?? null,
    acknowledgedBy: ladder.acknowledgedBy,
    acknowledgedAt: isoOrNull(ladder.acknowledgedAt),
    snooze: incident.snooze && { by: incident.snooze.by, until: iso(incident.snooze.until), reason: incident.snooze.reason },
    firstResponse: response && { due: iso(response.due), metAt: isoOrNull(response.metAt), breached: response.breached },
    earlier,
    parent: parent && { id: parent.id, says: parent.says, leads: parent.leads },
    answers: incident.answers.map(showAnswer),
    statistics: USES.flatMap((use) => {
      const said = incident.statistics?.[use]
      return said ? [{ use, figure: said.figure, by: said.by, at: iso(said.at) }] : []
    }),
    offer: incident.offer ? { ...incident.offer, at: iso(incident.offer.at) } : null,
  }
}

const showAnswer = ({ who, what, at, by, text, says, step, message }: GivenAnswer): z.infer<typeof answerShape> => ({
  ...{ who, what, at: iso(at) },
  by: by ?? null,
  text: text ?? null,
  says: says ?? null,
  step: step ?? null,
  message: message ?? null,
})

/** A task as the API shows it. */
export const showTask = (task: Task): z.infer<typeof Shown> => ({
  incident: String(task.incident),
  task: task.id,
  title: task.title,
  for: task.for,
  people: [...task.people],
  due: isoOrNull(task.dueAt),
  contact: task.contact,
  followUp: task.followUp,
  owner: task.owner,
  checklist: [...task.checklist],
  case: task.vendorCase,
  doneAt: isoOrNull(task.doneAt),
  doneBy: task.doneBy,
})
