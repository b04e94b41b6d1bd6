import type { Rung } from '../../plan/plan.ts'
import type { Step } from '../../playbook/playbook.ts'
import type { Past, Rule, Seen, Suggestion } from './proposal.ts'
import { numberOf, sayIncidents } from './read-past.ts'

const ENOUGH = 3

/** A task that another tier of the ladder did each time than the one that the playbook gives it to. */
export const otherTier: Rule = {
  id: 'other-tier',
  title: 'A task is always done by another tier',
  look: (seen) => seen.playbook.steps.flatMap((step) => lookAt(seen, step)),
}

function lookAt(seen: Seen, { id, does }: Step): Suggestion[] {
  if (does.do !== 'task') return []
  const { playbook } = seen
  const done = seen.last.flatMap((past) => {
    const tier = tierThatDid(past, playbook.id, id, does.for)
    return tier === null ? [] : [{ past, tier }]
  })
  const tier = done[0]?.tier
  if (tier === undefined || done.length < ENOUGH || tier === AS_SAID || done.some((one) => one.tier !== tier)) return []
  const where = done.map(({ past }) => past)
  return [
    {
      ...{ thing: `${playbook.id}/${id}`, partner: 'operator', incidents: where.map(numberOf), aim: { what: 'step', step: id } },
      saw: `"${does.title}" is for ${does.for}, and somebody of ${tier} did it all ${done.length} times: ${sayIncidents(where)}.`,
      proposes: `Give it to ${tier} at once.`,
      change: { kind: 'playbook', playbook: playbook.id, edits: [{ do: 'set', step: id, key: ['task', 'for'], to: tier }] },
    },
  ]
}

const AS_SAID = ''

// Of which tier the person was who did it, at that moment; empty for whom it was for, null when nobody did or they stand on no tier.
function tierThatDid({ incident, events }: Past, playbook: string, step: string, meant: string): string | null {
  const tasks = Object.entries(incident.tasks).flatMap(([task, { execution }]) => (execution === `${playbook}/${step}` ? [task] : []))
  const done = events.findLast(({ event }) => event.type === 'task-done' && tasks.includes(event.task))?.event
  if (done?.type !== 'task-done' || done.by === null) return null
  const { by, known } = done
  const isOn = (tier: string) => tier === by || (known.onDuty[tier] ?? []).some(({ person }) => person === by)
  const rungs = incident.pinned!.escalation
  if (isOn(whoIs(meant, rungs))) return AS_SAID
  return rungs.map(({ notify }) => notify).find(isOn) ?? null
}

const whoIs = (meant: string, rungs: readonly Rung[]): string =>
  (meant === 'on-call' ? rungs[0] : meant === 'next' ? (rungs[1] ?? rungs[0]) : undefined)?.notify ?? meant
