import type { Instant } from '../instant.ts'
import { change, order, say } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Incident } from './incident.ts'

/** Something a person shall do. `for` is a person, a schedule or `on-call`; `execution` the step that it is. A task that exists is not opened again. */
export function addTask(
  draft: Draft,
  {
    task,
    step = null,
    title,
    ...more
  }: { task: string; step?: string | null; title: string } & Partial<{
    for: string
    dueAt: Instant | null
    contact: string | null
    execution: string
  }>,
) {
  if (draft.incident.tasks[task]) return
  const { for: who = 'on-call', dueAt = null, contact = null, execution = null } = more
  const people = (draft.known.onDuty[who] ?? []).map(({ person }) => person)
  change(draft, { tasks: { ...draft.incident.tasks, [task]: { title, done: false, followUp: false, execution } } })
  order(draft, { do: 'task', task, step, title, for: who, people, dueAt, contact, followUp: false })
}

/** The id of the task that a step opens: the step's own, unless another playbook's step or an earlier occurrence has taken it. */
export function taskIdFor({ tasks, playbook }: Incident, step: string, occurrence: number): string {
  if (!tasks[step]) return step
  const id = `${playbook!.id}.${step}`
  return occurrence === 1 && !tasks[id] ? id : `${id}.${occurrence}`
}

/** Closes an open task, with `words` in the timeline. False when there is none. */
export function closeTask(draft: Draft, task: string, words: string): boolean {
  const found = draft.incident.tasks[task]
  if (!found || found.done) return false
  const step = found.execution ? draft.incident.steps[found.execution]?.step : undefined
  change(draft, { tasks: { ...draft.incident.tasks, [task]: { ...found, done: true } } })
  order(draft, { do: 'task-closed', task })
  say(draft, { kind: 'task', ...(step ? { step } : {}), state: 'done', note: `${found.title}: ${words}.` })
  return true
}
