import { minutes } from '../../instant.ts'
import type { TextEdit } from '../../playbook/edit-text.ts'
import type { Delay, Playbook, Step } from '../../playbook/playbook.ts'
import { sayDelay, sayStart } from '../../playbook/say-step.ts'
import type { Rule, Seen, Suggestion } from './proposal.ts'
import { spellDelay } from './spell-delay.ts'
import { executionsOf, numberOf, sayIncidents, thatRan } from './read-past.ts'

const LATE = 2

/** A step that was overdue or ran out of its time in two of the last five executions. */
export const stepLate: Rule = {
  id: 'step-late',
  title: 'A step is late again and again',
  look: (seen) => seen.playbook.steps.flatMap((step) => lookAt(seen, step)),
}

function lookAt(seen: Seen, step: Step): Suggestion[] {
  const { playbook } = seen
  const late = thatRan(seen, step).filter(({ incident }) =>
    executionsOf(incident, playbook, step.id).some(({ state, overdueAt }) => state === 'timed-out' || overdueAt !== null),
  )
  const way = late.length >= LATE ? earlier(playbook, step) : null
  if (!way) return []
  const ran = thatRan(seen, step).length
  const suggestion = {
    ...{ thing: `${playbook.id}/${step.id}`, partner: 'operator', incidents: late.map(numberOf) },
    saw: `The step "${step.id}" was late in ${late.length} of the last ${ran} executions of ${playbook.id}: ${sayIncidents(late)}.`,
    aim: { what: 'step' as const, step: step.id },
  }
  return [{ ...suggestion, proposes: way.proposes, change: { kind: 'playbook', playbook: playbook.id, edits: [way.edit] } }]
}

type Way = { readonly proposes: string; readonly edit: TextEdit }

// What is begun sooner is done sooner; what begins at once already is given up sooner, or the next rung hears that it is late.
function earlier(playbook: Playbook, { id, start, does }: Step): Way | null {
  if (start.kind === 'after' && 'span' in start.delay && start.delay.span >= minutes(2)) {
    const half = sayStart({ ...start, delay: halfOf(start.delay)! })
    const of = typeof start.of === 'string' ? start.of : start.of.step
    const to = `${spellDelay(halfOf(start.delay)!)} after ${of}`
    return { proposes: `Begin it ${half}, not ${sayStart(start)}.`, edit: { do: 'set', step: id, key: ['start'], to } }
  }
  if (does.do === 'action') return shorter(id, ['action', 'timeout'], { span: does.timeout }, 'so that a person is asked sooner')
  if (does.do === 'approval') return shorter(id, ['approval', 'for'], does.for, 'so that what follows a silence begins sooner')
  if (does.do !== 'task' || does.due === null || hasFollower(playbook, id)) return null
  const lines = [`id: ${id}-late`, `start: when ${id} times out`, 'unless: [recovered]', 'escalate: { to: next }']
  return { proposes: `Call the next rung when it is late after ${sayDelay(does.due)}.`, edit: { do: 'add step', after: id, lines } }
}

function shorter(step: string, key: readonly string[], delay: Delay, why: string): Way | null {
  const half = halfOf(delay)
  if (!half) return null
  return {
    proposes: `Wait ${sayDelay(half)} for it, not ${sayDelay(delay)}, ${why}.`,
    edit: { do: 'set', step, key, to: spellDelay(half) },
  }
}

// To whole minutes; what is as short as can be stays.
function halfOf(delay: Delay): Delay | null {
  if ('businessDays' in delay) return delay.businessDays < 2 ? null : { businessDays: Math.floor(delay.businessDays / 2) }
  return delay.span < minutes(2) ? null : { span: minutes(Math.floor(delay.span / 2 / minutes(1))) }
}

const hasFollower = ({ steps }: Playbook, id: string) =>
  steps.some(
    ({ id: other, start }) => other === `${id}-late` || (start.kind === 'when step' && start.step === id && start.ends === 'times out'),
  )
