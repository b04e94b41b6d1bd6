import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { listTasks } from '../../store/tasks.ts'
import type { Around } from '../around.ts'
import type { Caller } from '../caller.ts'
import { command } from '../command.ts'
import { incidentOf } from '../incident-of.ts'
import { incidentNumber } from '../input.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'
import { listOf, showTask, taskShape } from './shapes.ts'

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
      gives: listOf(taskShape),
      answer: async (asked) => {
        const { partner } = callerOf(asked)
        const tasks = await listTasks(around.store.db, { partner, open: asked.query.open === 'true', limit: asked.query.limit })
        return { json: { items: tasks.map(showTask), next: null } }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/tasks/:incident/:task/done',
      who: 'responder',
      does: 'Says that a task is done.',
      params: z.strictObject({ incident: incidentNumber, task: z.string().min(1).max(200) }),
      body: z.strictObject({}),
      gives: taskShape,
      answer: async (asked) => ({ json: showTask(await finishTask(around, callerOf(asked), asked.params)) }),
    }),
  ]
}

/** Closes the task in the name of the caller; one that is done already is a conflict, an unknown one not found. */
export async function finishTask(around: Around, caller: Caller, { incident, task }: { incident: number; task: string }) {
  const { partner } = await incidentOf(around, caller, incident)
  const find = async () => (await listTasks(around.store.db, { partner, incident, limit: 500 })).find(({ id }) => id === task)
  const found = await find()
  if (!found) throw new Problem('not-found', 'task_unknown', `Incident ${incident} has no task "${task}".`, 'Look at /api/v1/tasks.')
  if (found.doneAt !== null)
    throw new Problem('conflict', 'task_already_done', `This task is done, by ${found.doneBy ?? 'the product'}.`, 'Nothing is left to do.')
  await command(around, caller, incident, { type: 'task-done', task, by: caller.by })
  return (await find()) ?? found
}
