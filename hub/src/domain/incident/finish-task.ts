import { review } from './all-clear.ts'
import type { Draft } from './draft.ts'
import { isLiving } from './is-living.ts'
import { confirmationOf, confirmCause } from './learn.ts'
import { mark } from './mark.ts'
import { keepExecution } from './perform.ts'
import { settleApproval } from './steps.ts'
import { closeTask } from './tasks.ts'

/** An open task is done, by a person or by what the product saw; what waits for it goes on. */
export function finishTask(draft: Draft, task: string, by: string | null) {
  const { execution: key, marks } = draft.incident.tasks[task] ?? {}
  if (!closeTask(draft, task, by ? `done by ${by}` : 'done')) return
  if (task === confirmationOf(draft.incident.diagnosis?.cause ?? 'unknown')) confirmCause(draft, by ?? 'A person')
  const execution = key ? draft.incident.steps[key] : undefined
  if (execution?.awaits === 'responder') settleApproval(draft, 'responder', true)
  else if (key && execution?.state === 'started' && !execution.awaits && !execution.run)
    keepExecution(draft, key, { state: 'done', endedAt: draft.at, dueAt: null })
  if (marks && isLiving(draft.incident)) mark(draft, marks)
  review(draft)
}
