import type { Instant } from '../instant.ts'
import { sayAction } from '../playbook/say-step.ts'
import { cut, ends } from './bounded.ts'

/** Something that was done about the outage, and what came of it. */
export type Tried = {
  readonly kind: 'action' | 'task' | 'note'
  readonly at: Instant // when it began; of a task when it was done
  readonly what: string
  readonly result: 'waiting' | 'running' | 'done' | 'failed' | null // null: a note
  readonly endedAt: Instant | null
  readonly by: string | null
  readonly output: string | null // excerpt
}

/** An action, a task and a note as they are kept, as far as a hand-over reads them. */
export type Run = {
  readonly run: string
  readonly on: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly dueAt: Instant
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly output: string | null
}
export type Done = { readonly title: string; readonly doneAt: Instant | null; readonly doneBy: string | null }
export type Written = { readonly at: Instant; readonly by: string; readonly text: string }

const OUTPUT = 1500
const MOST = { first: 50, last: 150 }

/** What was tried, in its order: actions with their result and the end of their output, tasks that are done, and what people noted. */
export function triedOf(
  {
    executions,
    tasks,
    notes,
  }: { readonly executions: readonly Run[]; readonly tasks: readonly Done[]; readonly notes: readonly Written[] },
  nameOf: (id: string) => string,
): readonly Tried[] {
  const all = [
    ...executions.map(actionTried),
    ...tasks.flatMap((task) => (task.doneAt === null ? [] : [taskDone(task, task.doneAt, nameOf)])),
    ...notes.map(({ at, by, text }): Tried => ({ ...NOTHING, kind: 'note', at, what: cut(text, OUTPUT), by: nameOf(by) })),
  ]
  return ends(
    all.toSorted((a, b) => a.at - b.at),
    MOST.first,
    MOST.last,
  )
}

const NOTHING = { result: null, endedAt: null, by: null, output: null } as const

// The end of an output says how it went.
const actionTried = ({ run, on, state, dueAt, startedAt, endedAt, output }: Run): Tried => ({
  ...{ kind: 'action', at: startedAt ?? dueAt, what: sayAction({ run, on }), result: state, endedAt, by: null },
  output: output && output.length > OUTPUT ? `…${output.slice(1 - OUTPUT)}` : output,
})

const taskDone = ({ title, doneBy }: Done, doneAt: Instant, nameOf: (id: string) => string): Tried => ({
  ...NOTHING,
  kind: 'task',
  at: doneAt,
  what: title,
  result: 'done',
  endedAt: doneAt,
  by: doneBy === null ? null : nameOf(doneBy),
})
