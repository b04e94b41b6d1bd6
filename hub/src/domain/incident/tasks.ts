import type { Instant } from '../instant.ts'
import { change, order, say } from './draft.ts'
import type { Draft } from './draft.ts'
import type { CheckItem, Incident, Mark, Task, VendorCase } from './incident.ts'

type NewTask = { readonly task: string; readonly step?: string | null; readonly title: string } & Partial<{
  for: string
  dueAt: Instant | null
  contact: string | null
  execution: string
  followUp: boolean
  checklist: readonly string[]
  vendorCase: VendorCase
  marks: Mark
  asks: Task['asks']
}>

/** Something a person shall do. `for` is a person, a schedule or `on-call`; `execution` the step that it is. A task that exists is not opened again. */
export function addTask(draft: Draft, { task, step = null, title, ...more }: NewTask) {
  if (draft.incident.tasks[task]) return
  const { for: who = 'on-call', dueAt = null, contact = null, execution = null, followUp = false, vendorCase = null, marks, asks } = more
  const checklist = (more.checklist ?? []).map((words): CheckItem => ({ words, done: false }))
  const people = (draft.known.onDuty[who] ?? []).map(({ person }) => person)
  const remindAt = execution === null ? dueAt : null // a step looks after its own time
  keepTask(draft, task, { title, done: false, followUp, execution, checklist, remindAt, ...(marks && { marks }), ...(asks && { asks }) })
  order(draft, { do: 'task', task, step, title, for: who, people, dueAt, contact, followUp, checklist, vendorCase })
}

/** The id of the task that a step opens: the step's own, unless another playbook's step or an earlier occurrence has taken it. */
export function taskIdFor({ tasks, playbook }: Incident, step: string, occurrence: number): string {
  if (!tasks[step]) return step
  const id = `${playbook!.id}.${step}`
  return occurrence === 1 && !tasks[id] ? id : `${id}.${occurrence}`
}

/** An id for a task that no step stands behind: `by-hand-1`, `by-hand-2` … */
export const nextTaskId = ({ tasks }: Incident, prefix: string): string =>
  `${prefix}-${Object.keys(tasks).filter((id) => id.startsWith(`${prefix}-`)).length + 1}`

/** Closes an open task, with `words` in the timeline. False when there is none. */
export function closeTask(draft: Draft, task: string, words: string): boolean {
  const found = openTask(draft, task)
  if (!found) return false
  const step = found.execution ? draft.incident.steps[found.execution]?.step : undefined
  keepTask(draft, task, { done: true, remindAt: null })
  order(draft, { do: 'task-closed', task })
  say(draft, { kind: 'task', ...(step ? { step } : {}), state: 'done', note: `${found.title}: ${words}.` })
  return true
}

/** Somebody takes an open task as their own (REA-12). */
export function takeTask(draft: Draft, task: string, by: string) {
  const found = openTask(draft, task)
  if (!found) return
  order(draft, { do: 'task-changed', task, owner: by })
  say(draft, { kind: 'task', state: 'taken', to: [by], note: found.title })
}

/** One item of an open task's checklist is done, or not after all; `item` counts from 0. The task itself stays open until somebody says so. */
export function tickItem(draft: Draft, task: string, item: number, done: boolean, by: string) {
  const found = openTask(draft, task)
  const ticked = found?.checklist[item]
  if (!found || !ticked || ticked.done === done) return
  const checklist = found.checklist.map((one, index) => (index === item ? { ...one, done } : one))
  keepTask(draft, task, { checklist })
  order(draft, { do: 'task-changed', task, checklist })
  say(draft, { kind: 'task', state: done ? 'ticked' : 'unticked', to: [by], note: `${found.title}: ${ticked.words}` })
}

/** Another time for an open task. */
export function moveTask(draft: Draft, task: string, dueAt: Instant) {
  if (!openTask(draft, task)) return
  keepTask(draft, task, { remindAt: dueAt })
  order(draft, { do: 'task-changed', task, dueAt })
}

/** Says once of each task whose time has passed that it is late. */
export function remindOfTasks(draft: Draft) {
  for (const [id, { title, remindAt }] of Object.entries(draft.incident.tasks)) {
    if (remindAt === null || remindAt > draft.at) continue
    keepTask(draft, id, { remindAt: null })
    say(draft, { kind: 'task', state: 'overdue', note: title })
  }
}

const openTask = ({ incident }: Draft, task: string): Task | undefined => {
  const found = incident.tasks[task]
  return found && !found.done ? found : undefined
}

function keepTask(draft: Draft, task: string, changes: Partial<Task>) {
  const { tasks } = draft.incident
  change(draft, { tasks: { ...tasks, [task]: { ...tasks[task]!, ...changes } } })
}
