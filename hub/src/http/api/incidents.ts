import { MessageRow } from '@allclear/wire/message.ts'
import { Task } from '@allclear/wire/task.ts'
import { z } from 'zod'
import type { Phase } from '../../domain/incident/incident.ts'
import { iso } from '../../domain/instant.ts'
import { evidenceOf } from '../../store/evidence.ts'
import { listIncidents } from '../../store/incidents.ts'
import { listMessages } from '../../store/messages.ts'
import { listTasks } from '../../store/tasks.ts'
import { timelineOf } from '../../store/timeline.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { command } from '../command.ts'
import type { IncidentDeed } from '../command.ts'
import { incidentOf } from '../incident-of.ts'
import { incidentNumber, words } from '../input.ts'
import { pageOf, paging } from '../paging.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { escalated, handedOver, newEscalation, newHandOver, newSnooze, snoozed } from '../hand-on-deeds.ts'
import { newStatistics, statisticsKnown } from '../statistics-deed.ts'
import { showRow } from '../show-message.ts'
import { caseOpened, newCase, newMeasure, newTask, taskAdded } from '../task-deeds.ts'
import { newTicket, writeTicket } from '../ticket.ts'
import { newUpdate } from '../written-update.ts'
import { incidentShape, listOf, showIncident, showTask } from './shapes.ts'

const params = z.strictObject({ id: incidentNumber })
const phases = incidentShape.shape.phase

const entryShape = z.looseObject({ seq: z.int(), at: z.iso.datetime(), kind: z.string() })
const ticketShape = z.object({
  sent: z.boolean(), // false: the provider takes no mail, and somebody has to copy the text
  to: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  url: z.string().nullable(),
  phone: z.string().nullable(),
})
const wholeShape = incidentShape.extend({
  timeline: z.array(entryShape),
  tasks: z.array(Task),
  messages: z.array(MessageRow),
  evidence: z.array(z.object({ at: z.iso.datetime(), kind: z.string(), body: z.unknown() })),
})

/** `/api/v1/incidents`: the list, one whole, and what a person can do about it (RES-6). */
export function incidentRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/incidents',
      who: 'viewer',
      within: 'list',
      does: 'Lists incidents, the newest first.',
      query: z.strictObject({ ...paging, phase: phases.optional() }),
      gives: listOf(incidentShape),
      answer: async (asked) => {
        const { partner, sites } = callerOf(asked)
        const { phase } = asked.query
        const only: { phases?: Phase[]; sites?: readonly string[] } = { ...(phase && { phases: [phase] }), ...(sites && { sites }) }
        const list = `incidents ${partner ?? ''} ${phase ?? ''}${sites ? ` ${sites.join(' ')}` : ''}`
        const rows = (before: number | undefined, limit: number) =>
          listIncidents(around.store.db, { partner, ...only, limit, ...(before === undefined ? {} : { before }) })
        return {
          json: await pageOf(
            list,
            asked.query,
            rows,
            ({ number }) => number,
            ({ incident }) => showIncident(incident, around.plan()),
          ),
        }
      },
    }),
    api({
      method: 'GET',
      path: '/api/v1/incidents/:id',
      who: 'viewer',
      within: 'incident',
      does: 'One incident whole: timeline, tasks, messages and evidence.',
      params,
      gives: wholeShape,
      answer: async (asked) => ({ json: await wholeIncident(around, callerOf(asked), asked.params.id) }),
    }),
    deed(around, 'acknowledge', 'Takes the incident: the ladder stops calling.', z.strictObject({}), (by) => ({
      type: 'acknowledged',
      by,
    })),
    deed(around, 'take', 'Takes the incident over from whoever has it.', z.strictObject({}), (by) => ({ type: 'taken', by })),
    deed(around, 'hand-over-to', 'Pages a person, who has it as soon as they acknowledge.', newHandOver, (by, body, caller) =>
      handedOver(around, by, body, caller),
    ),
    deed(around, 'escalate', 'Calls the next rung, or whom it names; somebody must acknowledge again.', newEscalation, (by, body, caller) =>
      escalated(around, by, body, caller),
    ),
    deed(around, 'snooze', 'Silences its pages for a while, with the reason; whoever does so has it.', newSnooze, (by, body, caller) =>
      snoozed(around, by, body, caller),
    ),
    deed(around, 'unsnooze', 'Ends the snooze.', z.strictObject({}), (by) => ({ type: 'unsnoozed', by })),
    deed(around, 'note', 'Adds a note to the timeline.', z.strictObject({ text: words(4000) }), (by, { text }) => ({
      type: 'noted',
      by,
      text,
    })),
    deed(around, 'updates', 'Puts an update on the status pages of the site.', newUpdate, (by, { stage, text }) => ({
      ...{ type: 'update-written', by, stage, text },
    })),
    deed(around, 'resolve', 'Gives the all clear by hand, with the reason.', z.strictObject({ reason: words(1000) }), (by, { reason }) => ({
      type: 'resolved-by-hand',
      by,
      reason,
    })),
    deed(around, 'tasks', 'Adds a task by hand.', newTask, (by, body) => taskAdded(around, by, body)),
    deed(around, 'measures', 'Notes a temporary measure; a follow-up asks for the mend that lasts.', newMeasure, (by, { text }) => ({
      ...{ type: 'measure-taken', by, text },
    })),
    deed(around, 'cases', 'Notes a case opened with a provider; a task chases it.', newCase, (by, body) => caseOpened(around, by, body)),
    api({
      method: 'POST',
      path: '/api/v1/incidents/:id/ticket',
      who: 'responder',
      does: 'Writes a ticket to the support of a provider, by mail where it takes mail; a task chases it.',
      params,
      body: newTicket,
      gives: ticketShape,
      answer: async (asked) => {
        const { provider, subject, text, to } = await writeTicket(around, callerOf(asked), asked.params.id, asked.body.provider)
        return { json: { sent: to !== null, to, subject, text, url: provider.support.url, phone: provider.support.phone } }
      },
    }),
    deed(around, 'statistics', 'Says what the site uses of its plan; the plan to offer follows.', newStatistics, (_, body, caller) =>
      statisticsKnown(caller, body),
    ),
    deed(around, 'confirm-cause', 'Says that the named cause is right.', z.strictObject({}), (by) => ({ type: 'cause-confirmed', by })),
  ]
}

function deed<Body>(
  around: Around,
  verb: string,
  does: string,
  body: z.ZodType<Body>,
  happening: (by: string, body: Body, caller: Caller) => IncidentDeed,
): Route {
  return api({
    method: 'POST',
    path: `/api/v1/incidents/:id/${verb}`,
    who: 'responder',
    within: 'incident',
    does,
    params,
    body,
    gives: incidentShape,
    answer: async (asked) => {
      const caller = callerOf(asked)
      const incident = await command(around, caller, asked.params.id, happening(caller.by, asked.body, caller))
      return { json: showIncident(incident, around.plan()) }
    },
  })
}

async function wholeIncident(around: Around, caller: Caller, number: number): Promise<z.infer<typeof wholeShape>> {
  const { db } = around.store
  const incident = await incidentOf(around, caller, number)
  const { partner } = incident
  const [timeline, tasks, messages, evidence] = await Promise.all([
    timelineOf(db, partner, number),
    listTasks(db, { partner, incident: number, limit: 500 }),
    listMessages(db, { partner, incident: number, limit: 500 }),
    evidenceOf(db, partner, number),
  ])
  return {
    ...showIncident(incident, around.plan()),
    timeline: timeline.map((entry) => ({ ...entry, at: iso(entry.at) })),
    tasks: tasks.map(showTask),
    messages: messages.map(showRow),
    evidence: evidence.map(({ at, kind, body }) => ({ at: iso(at), kind, body })),
  }
}
