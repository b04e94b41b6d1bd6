import { change, order, say } from './draft.ts'
import type { Draft } from './draft.ts'
import { closeTask } from './tasks.ts'

/** A drill is over: nobody is paged for it any more, its tasks are closed, and nothing of it waits. What is no drill does not end so. */
export function endDrill(draft: Draft, why: string) {
  const { drill, phase, resolvedAt, tasks } = draft.incident
  if (drill === null || phase === 'reviewed') return
  order(draft, { do: 'cancel', contract: 'page', why: 'The drill is over.' })
  for (const task of Object.keys(tasks)) closeTask(draft, task, 'the drill is over')
  change(draft, { phase: 'reviewed', resolvedAt: resolvedAt ?? draft.at, held: [] })
  say(draft, { kind: 'state', state: 'reviewed', note: why })
}
