import type { Span } from '../instant.ts'
import type { Deed, Delay, Playbook, Start, Step } from './playbook.ts'

/** A length of time divided by `factor`, and never less than a millisecond unless it was none. */
export const quicken = (span: Span, factor: number): Span => (span === 0 ? span : Math.max(1, Math.round(span / factor))) as Span

/** A playbook whose every duration is divided by `factor`. Clock times and business days stay what they are. */
export function quickenPlaybook(playbook: Playbook, factor: number): Playbook {
  if (factor === 1) return playbook
  return {
    ...playbook,
    stableFor: quicken(playbook.stableFor, factor),
    steps: playbook.steps.map((step) => quickenStep(step, factor)),
  }
}

const quickenStep = (step: Step, factor: number): Step => ({
  ...step,
  start: quickenStart(step.start, factor),
  every: step.every && quickenDelay(step.every, factor),
  does: quickenDeed(step.does, factor),
})

function quickenStart(start: Start, factor: number): Start {
  if (start.kind === 'first of') return { ...start, starts: start.starts.map((one) => quickenStart(one, factor)) }
  return start.kind === 'after' ? { ...start, delay: quickenDelay(start.delay, factor) } : start
}

function quickenDeed(deed: Deed, factor: number): Deed {
  if (deed.do === 'task') return { ...deed, due: deed.due && quickenDelay(deed.due, factor) }
  if (deed.do === 'action') return { ...deed, timeout: quicken(deed.timeout, factor) }
  if (deed.do === 'approval') return { ...deed, for: quickenDelay(deed.for, factor) }
  return deed
}

const quickenDelay = (delay: Delay, factor: number): Delay => ('span' in delay ? { span: quicken(delay.span, factor) } : delay)
