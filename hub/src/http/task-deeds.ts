import { z } from 'zod'
import { after, days } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import { Problem } from '../problem.ts'
import { listTasks } from '../store/tasks.ts'
import type { Task } from '../store/tasks.ts'
import type { Around } from './around.ts'
import type { Caller } from './caller.ts'
import { command } from './command.ts'
import type { IncidentDeed } from './command.ts'
import { incidentOf } from './incident-of.ts'
import { incidentNumber, words } from './input.ts'

/** The incident and the task that an address names. */
export const taskParams = z.strictObject({ incident: incidentNumber, task: z.string().min(1).max(200) })
export type TaskParams = z.infer<typeof taskParams>

// A form sends an empty text for what was left out.
const maybeInstant = z
  .union([z.literal(''), z.iso.datetime({ offset: true, local: false, error: 'is no instant; write 2026-03-04T16:00:00Z' })])
  .optional()
  .transform((text) => (text ? (Date.parse(text) as Instant) : null))

export const newTask = z.strictObject({
  title: words(200),
  for: z.string().min(1).max(100).default('on-call'),
  due: maybeInstant,
  followUp: z.stringbool().or(z.boolean()).default(false),
  checklist: z.array(words(200)).max(50).default([]),
})
export const newMeasure = z.strictObject({ text: words(1000) })
export const newCase = z.strictObject({ provider: z.string().min(1).max(63), number: words(80), promised: maybeInstant })
export const tick = z.strictObject({ item: z.coerce.number().int().min(0).max(49), done: z.stringbool().or(z.boolean()).default(true) })
export const chase = z.strictObject({ text: words(1000), promised: maybeInstant })

/** A task that a person adds by hand (REA-12). It may name a person or schedule of the plan, or `on-call`. */
export function taskAdded(around: Around, by: string, { due, for: who, ...task }: z.infer<typeof newTask>): IncidentDeed {
  const { people, schedules } = around.plan()
  if (who !== 'on-call' && !(who in people) && !(who in schedules))
    throw new Problem(
      'bad-input',
      'assignee_unknown',
      `There is no person or schedule "${who}".`,
      'Write on-call, or an id of the configuration.',
      {
        field: 'for',
      },
    )
  return { type: 'task-added', by, ...task, for: who, dueAt: soon(around, due, 'due') }
}

/** A case that was opened with a provider of the plan (REA-10, PRP-5). */
export function caseOpened(around: Around, by: string, { provider: id, number, promised }: z.infer<typeof newCase>): IncidentDeed {
  const provider = around.plan().providers[id]
  if (!provider)
    throw new Problem('bad-input', 'provider_unknown', `There is no provider "${id}".`, 'See /api/v1/providers.', { field: 'provider' })
  const { name, support } = provider
  const contact = support.phone ?? support.mail ?? support.url
  return { type: 'case-opened', by, provider: id, name, number, promisedAt: soon(around, promised, 'promised'), contact }
}

/** The vendor was asked again; `promised` is when it said it would be back. */
export const caseChased = (around: Around, by: string, task: string, { text, promised }: z.infer<typeof chase>): IncidentDeed => ({
  type: 'case-chased',
  by,
  task,
  text,
  promisedAt: soon(around, promised, 'promised'),
})

/** Does something to an open task in the name of the caller, and gives the task as it is then; one that is done is a conflict, an unknown one not found. */
export async function changeOpenTask(
  around: Around,
  caller: Caller,
  { incident, task }: TaskParams,
  happening: IncidentDeed,
): Promise<Task> {
  const { partner } = await incidentOf(around, caller, incident)
  const find = async () => (await listTasks(around.store.db, { partner, incident, limit: 500 })).find(({ id }) => id === task)
  const found = await find()
  if (!found) throw new Problem('not-found', 'task_unknown', `Incident ${incident} has no task "${task}".`, 'Look at /api/v1/tasks.')
  if (found.doneAt !== null)
    throw new Problem('conflict', 'task_already_done', `This task is done, by ${found.doneBy ?? 'the product'}.`, 'Nothing is left to do.')
  await command(around, caller, incident, happening)
  return (await find()) ?? found
}

// A time in the past, or in the next year but one, is a slip of the pen.
function soon({ clock }: Around, at: Instant | null, field: string): Instant | null {
  if (at !== null && (at < clock.now() || at > after(clock.now(), days(366))))
    throw new Problem('bad-input', 'time_implausible', `"${field}" is not within the next year.`, 'Write a time that is still to come.', {
      field,
    })
  return at
}
