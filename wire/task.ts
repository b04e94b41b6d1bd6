import { z } from 'zod'

const moment = z.iso.datetime()
const text = z.string()

/** What a person has to do for an incident. */
export const Task = z.object({
  ...{ incident: text, task: text, title: text, for: text },
  people: z.array(text),
  due: moment.nullable(),
  contact: text.nullable(),
  followUp: z.boolean(),
  owner: text.nullable(),
  checklist: z.array(z.object({ words: text, done: z.boolean() })),
  case: z.object({ provider: text, number: text }).nullable(),
  doneAt: moment.nullable(),
  doneBy: text.nullable(),
})

/** `/api/v1/tasks`: a task in the list, with whose it is in words and what the reader may do. */
export const TaskRow = Task.extend({ who: text, mayAct: z.boolean() })
export type TaskRow = z.infer<typeof TaskRow>
export const Tasks = z.object({ items: z.array(TaskRow), next: z.null() })
export type Tasks = z.infer<typeof Tasks>
