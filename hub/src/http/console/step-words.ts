import { saySpan } from '../../domain/instant.ts'
import type { Execution, Incident } from '../../domain/incident/incident.ts'
import type { Audience, Deed, Delay, Start, Step } from '../../domain/playbook/playbook.ts'
import type { IconName } from '../icon.ts'

export const AUDIENCES: Record<Audience, string> = {
  client: 'the client',
  partner: 'the partner',
  responder: 'the responder',
  public: 'the public',
}

/** What a step does, for a person. */
export function sayDeed(does: Deed): string {
  switch (does.do) {
    case 'message':
      return `Tell ${does.to.map((to) => AUDIENCES[to]).join(' and ')}: ${words(does.template)}`
    case 'task':
      return does.title
    case 'action':
      return `${sentence(words(does.run))} on ${words(does.on)}`
    case 'approval':
      return `Ask ${AUDIENCES[does.from]}: ${words(does.template)}`
    case 'escalate':
      return does.to === 'next' ? 'Call the next rung' : `Call ${does.to}`
    case 'announce':
      return `Status page: ${words(does.template)}`
  }
}

/** When a step starts, for a person. */
export function sayStart(start: Start): string {
  switch (start.kind) {
    case 'at once':
      return 'at once'
    case 'after':
      return `${sayDelay(start.delay)} after ${typeof start.of === 'string' ? start.of : words(start.of.step)}`
    case 'next day':
      return `next ${start.business ? 'business ' : ''}day, ${String(Math.floor(start.minute / 60)).padStart(2, '0')}:${String(start.minute % 60).padStart(2, '0')}`
    case 'when step':
      return `when ${words(start.step)} ${start.ends}`
    case 'when answer':
      return `when the ${start.who} ${start.answers}`
    case 'when fact':
      return `when ${words(start.fact)}`
  }
}

export type StepState = { readonly words: string; readonly icon: IconName; readonly tone: 'good' | 'bad' | 'busy' | 'idle' }

const ENDS: Record<Execution['state'], StepState> = {
  started: { words: 'under way', icon: 'dots', tone: 'busy' },
  succeeded: { words: 'succeeded', icon: 'check', tone: 'good' },
  done: { words: 'done', icon: 'check', tone: 'good' },
  failed: { words: 'failed', icon: 'cross', tone: 'bad' },
  'timed-out': { words: 'timed out', icon: 'clock', tone: 'bad' },
  cancelled: { words: 'cancelled', icon: 'half', tone: 'idle' },
}

/** How a step stands in this incident: the end of its last execution, or that it waits. */
export function stepState(step: Step, { steps, phase }: Incident): StepState {
  const last = Object.values(steps)
    .filter((execution) => execution.step === step.id)
    .sort((a, b) => b.startedAt - a.startedAt)[0]
  if (!last)
    return phase === 'open' || phase === 'stabilising'
      ? { words: 'waits', icon: 'ring', tone: 'idle' }
      : { words: 'not needed', icon: 'half', tone: 'idle' }
  return last.occurrences > 1 ? { ...ENDS[last.state], words: `${ENDS[last.state].words}, ${last.occurrences} times` } : ENDS[last.state]
}

const sayDelay = (delay: Delay) =>
  'span' in delay ? saySpan(delay.span) : `${delay.businessDays} business day${delay.businessDays === 1 ? '' : 's'}`
const words = (id: string) => id.replaceAll('-', ' ').replaceAll('_', ' ')
const sentence = (text: string) => text[0]!.toUpperCase() + text.slice(1)
