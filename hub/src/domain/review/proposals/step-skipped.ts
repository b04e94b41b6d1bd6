import type { Step } from '../../playbook/playbook.ts'
import type { Past, Rule, Seen, Suggestion } from './proposal.ts'
import { numberOf, sayIncidents } from './read-past.ts'

const ENOUGH = 3

/** A task that was opened each time and that nobody did before the all clear. */
export const stepSkipped: Rule = {
  id: 'step-skipped',
  title: 'A task is left undone every time',
  look: (seen) => seen.playbook.steps.flatMap((step) => lookAt(seen, step)),
}

// A follow-up is done after the review, and what others wait for may not go.
function lookAt(seen: Seen, { id, does }: Step): Suggestion[] {
  if (does.do !== 'task' || does.followUp || isWaitedFor(seen, id)) return []
  const opened = seen.last.filter((past) => wasDone(past, seen.playbook.id, id) !== null)
  if (opened.length < ENOUGH || opened.some((past) => wasDone(past, seen.playbook.id, id))) return []
  return [
    {
      ...{ thing: `${seen.playbook.id}/${id}`, partner: 'operator', incidents: opened.map(numberOf), aim: null },
      saw: `"${does.title}" was opened in ${sayIncidents(opened)}, and nobody did it before the all clear: each outage ended without it.`,
      proposes: `Take "${id}" out of ${seen.playbook.id}.`,
      change: { kind: 'playbook', playbook: seen.playbook.id, edits: [{ do: 'remove step', step: id }] },
    },
  ]
}

// Null: it was not opened. What was ticked off when all was over helped nobody.
function wasDone({ incident, events }: Past, playbook: string, step: string): boolean | null {
  const tasks = Object.entries(incident.tasks).flatMap(([task, { execution }]) => (execution === `${playbook}/${step}` ? [task] : []))
  if (tasks.length === 0) return null
  return events.some(({ at, event }) => event.type === 'task-done' && tasks.includes(event.task) && at <= (incident.resolvedAt ?? at))
}

const isWaitedFor = ({ playbook }: Seen, id: string) =>
  JSON.stringify(playbook.steps.map(({ start }) => start)).includes(JSON.stringify(id))
