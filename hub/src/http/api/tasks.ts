import { Task, Tasks } from '@allclear/wire/task.ts'
import type { TaskRow } from '@allclear/wire/task.ts'
import { z } from 'zod'
import type { Plan } from '../../domain/plan/plan.ts'
import { listTasks } from '../../store/tasks.ts'
import type { Task as Kept } from '../../store/tasks.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import type { Caller } from '../caller.ts'
import type { IncidentDeed } from '../command.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { caseChased, changeOpenTask, chase, taskParams, tick } from '../task-deeds.ts'
import { showTask } from './shapes.ts'

/** `/api/v1/tasks`: what people still have to do, the next due first (REA-12). */
export function taskRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/tasks',
      who: 'viewer',
      does: 'Lists open tasks, the next due first; with open=false those that are done.',
      query: z.strictObject({
        open: z.enum(['true', 'false']).default('true'),
        limit: z.coerce.number().int().min(1).max(200).default(200),
      }),
      gives: Tasks,
      answer: async (asked) => {
        const caller = callerOf(asked)
        const { partner } = caller
        const tasks = await listTasks(around.store.db, { partner, open: asked.query.open === 'true', limit: asked.query.limit })
        return { json: { items: tasks.map((task) => showRow(task, around.plan(), caller)), next: null } }
      },
    }),
    deed(around, 'done', 'Says that a task is done.', z.strictObject({}), (by, task) => ({ type: 'task-done', task, by })),
    deed(around, 'take', 'Takes a task as one’s own.', z.strictObject({}), (by, task) => ({ type: 'task-taken', task, by })),
    deed(around, 'tick', 'Says that an item of the checklist is done; items count from 0.', tick, (by, task, { item, done }) => ({
      ...{ type: 'item-ticked', task, item, done, by },
    })),
    deed(around, 'chase', 'Says what the vendor answered, and when it promised to be back.', chase, (by, task, body) =>
      caseChased(around, by, task, body),
    ),
  ]
}

function deed<Body>(
  around: Around,
  verb: string,
  does: string,
  body: z.ZodType<Body>,
  happening: (by: string, task: string, body: Body) => IncidentDeed,
): Route {
  return api({
    method: 'POST',
    path: `/api/v1/tasks/:incident/:task/${verb}`,
    who: 'responder',
    does,
    params: taskParams,
    body,
    gives: Task,
    answer: async (asked) => {
      const caller = callerOf(asked)
      const { params, body: said } = asked
      return { json: showTask(await changeOpenTask(around, caller, params, happening(caller.by, params.task, said))) }
    },
  })
}

function showRow(task: Kept, { people }: Plan, caller: Caller): TaskRow {
  const { owner, doneAt, doneBy } = task
  const nameOf = (id: string) => people[id]?.name ?? id
  const whose = owner === null ? task.people.map(nameOf).join(', ') : `with ${nameOf(owner)}`
  return {
    ...showTask(task),
    who: doneAt === null ? whose : doneBy === null ? 'done' : `done by ${nameOf(doneBy)}`,
    mayAct: doneAt === null && mayEnter('responder', caller),
  }
}
