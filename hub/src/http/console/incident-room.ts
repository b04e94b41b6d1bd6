import { html } from 'hono/html'
import { z } from 'zod'
import type { Happening, Incident } from '../../domain/incident/incident.ts'
import { evidenceOf } from '../../store/evidence.ts'
import { listMessages } from '../../store/outbox.ts'
import { listTasks } from '../../store/tasks.ts'
import { votesOf } from '../../store/votes.ts'
import { timelineOf } from '../../store/timeline.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import { command } from '../command.ts'
import { incidentOf } from '../incident-of.ts'
import { largerOutages } from '../larger-outages.ts'
import { incidentNumber, words } from '../input.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { escalated, handedOver, newEscalation, newHandOver, newSnooze, snoozed } from '../hand-on-deeds.ts'
import { caseChased, caseOpened, changeOpenTask, chase, newCase, newMeasure, newTask, taskAdded, taskParams, tick } from '../task-deeds.ts'
import { reachOf } from '../preview.ts'
import { newStatistics, statisticsKnown } from '../statistics-deed.ts'
import { newUpdate } from '../written-update.ts'
import { largerHere } from './larger.ts'
import { answerList } from './room-answers.ts'
import { actions, headOf, strip } from './room-head.ts'
import { causeCard, contactList, evidenceList, messageList, stepList, timelineList } from './room-parts.ts'
import { statisticsCard } from './room-statistics.ts'
import { taskList } from './room-tasks.ts'
import { voteList } from './room-votes.ts'
import { shell } from './shell.ts'
import type { View } from './room-view.ts'
import { clientZone, zoneOf } from './times.ts'

const params = z.strictObject({ id: incidentNumber })

/** `/incidents/<n>`: all that is known of one incident, and what a person can do about it (RES-6). */
export function incidentRoomRoutes(around: Around): Route[] {
  return [
    page({
      method: 'GET',
      path: '/incidents/:id',
      who: 'viewer',
      does: 'One incident whole.',
      params,
      answer: async (asked) => {
        const caller = callerOf(asked)
        const view = await viewOf(around, caller, await incidentOf(around, caller, asked.params.id))
        const title = `${view.incident.site} · Incident ${view.incident.id} · Allclear`
        return { page: shell(around, { title, current: null, caller, now: view.now }, room(view)) }
      },
    }),
    deed(around, 'acknowledge', z.strictObject({}), (by) => ({ type: 'acknowledged', by })),
    deed(around, 'take', z.strictObject({}), (by) => ({ type: 'taken', by })),
    deed(around, 'hand-over-to', newHandOver, (by, body, caller) => handedOver(around, by, body, caller)),
    deed(around, 'escalate', newEscalation, (by, body, caller) => escalated(around, by, body, caller)),
    deed(around, 'snooze', newSnooze, (by, body, caller) => snoozed(around, by, body, caller)),
    deed(around, 'unsnooze', z.strictObject({}), (by) => ({ type: 'unsnoozed', by })),
    deed(around, 'note', z.strictObject({ text: words(4000) }), (by, { text }) => ({ type: 'noted', by, text })),
    deed(around, 'updates', newUpdate, (by, { stage, text }) => ({ type: 'update-written', by, stage, text })),
    deed(around, 'resolve', z.strictObject({ reason: words(1000) }), (by, { reason }) => ({ type: 'resolved-by-hand', by, reason })),
    deed(around, 'confirm-cause', z.strictObject({}), (by) => ({ type: 'cause-confirmed', by })),
    deed(around, 'tasks', newTask, (by, body) => taskAdded(around, by, body)),
    deed(around, 'measures', newMeasure, (by, { text }) => ({ type: 'measure-taken', by, text })),
    deed(around, 'cases', newCase, (by, body) => caseOpened(around, by, body)),
    deed(around, 'statistics', newStatistics, (_, body, caller) => statisticsKnown(caller, body)),
    taskDeed(around, 'done', z.strictObject({}), (by, task) => ({ type: 'task-done', task, by })),
    taskDeed(around, 'take', z.strictObject({}), (by, task) => ({ type: 'task-taken', task, by })),
    taskDeed(around, 'tick', tick, (by, task, { item, done }) => ({ type: 'item-ticked', task, item, done, by })),
    taskDeed(around, 'chase', chase, (by, task, body) => caseChased(around, by, task, body)),
  ]
}

function deed<Body>(
  around: Around,
  verb: string,
  body: z.ZodType<Body>,
  happening: (by: string, body: Body, caller: Caller) => Happening,
): Route {
  return page({
    method: 'POST',
    path: `/incidents/:id/${verb}`,
    who: 'responder',
    does: `The button ${verb} in the incident room.`,
    params,
    body,
    answer: async (asked) => {
      const caller = callerOf(asked)
      await command(around, caller, asked.params.id, happening(caller.by, asked.body, caller))
      return { redirect: `/incidents/${asked.params.id}` }
    },
  })
}

function taskDeed<Body>(
  around: Around,
  verb: string,
  body: z.ZodType<Body>,
  happening: (by: string, task: string, body: Body) => Happening,
): Route {
  return page({
    method: 'POST',
    path: `/incidents/:incident/tasks/:task/${verb}`,
    who: 'responder',
    does: `The button ${verb} of a task.`,
    params: taskParams,
    body,
    answer: async (asked) => {
      const caller = callerOf(asked)
      const { params: task, body: said } = asked
      await changeOpenTask(around, caller, task, happening(caller.by, task.task, said))
      return { redirect: `/incidents/${task.incident}#tasks` }
    },
  })
}

async function viewOf(around: Around, caller: Caller, incident: Incident): Promise<View> {
  const { db } = around.store
  const { partner, id, site } = incident
  const number = Number(id)
  const plan = around.plan()
  const [timeline, tasks, messages, votes, evidence, open, reach] = await Promise.all([
    timelineOf(db, partner, number),
    listTasks(db, { partner, incident: number, limit: 500 }),
    listMessages(db, { partner, incident: number, limit: 500 }),
    votesOf(db, partner, number),
    evidenceOf(db, partner, number),
    caller.partner === null && incident.phase === 'open' && incident.parent ? largerOutages(around, { open: true, limit: 50 }) : [],
    reachOf(around, incident),
  ])
  const zones = { yours: zoneOf(plan, caller), theirs: clientZone(plan, site) }
  const larger = open.filter(({ parent }) => parent.id === incident.parent?.id)
  const may = { mayAct: mayEnter('responder', caller), isOurs: caller.partner === null, by: caller.by }
  return { incident, plan, now: around.clock.now(), zones, timeline, tasks, messages, votes, evidence, reach, larger, ...may }
}

const room = (view: View): Html[] => [
  headOf(view),
  html`<section id="larger" data-live>${largerHere(view)}</section>`,
  strip(view),
  actions(view),
  html`<div class="panels">
    <div>
      ${causeCard(view)} ${statisticsCard(view)} ${taskList(view)} ${answerList(view)} ${stepList(view)} ${contactList(view)}
      ${messageList(view)} ${voteList(view)}
    </div>
    <div>${timelineList(view)} ${evidenceList(view)}</div>
  </div>`,
]
