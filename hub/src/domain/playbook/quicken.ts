import { after, between, days, hours, minutes, seconds } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { Deed, Delay, Playbook, Start, Step } from './playbook.ts'

/** A length of time divided by `factor`, and never less than a millisecond unless it was none. */
export const quicken = (span: Span, factor: number): Span => (span === 0 ? span : Math.max(1, Math.round(span / factor))) as Span

/** A moment that the calendar gives, such as the next morning, comes sooner by the same factor. */
export const quickenUntil = (from: Instant, until: Instant, factor: number): Instant => after(from, quicken(between(from, until), factor))

/** A delay divided by `factor`. Where time is quickened a business day is 24 hours, so that a story is as long on a Friday as on a Monday. */
export function quickenDelay(delay: Delay, factor: number): Delay {
  if (factor === 1) return delay
  return { span: quicken('span' in delay ? delay.span : days(delay.businessDays), factor) }
}

/** How fast time passes, as one can watch it: `length` passes in so many seconds. */
export type Pace = { readonly length: 'quarter' | 'hour' | 'day'; readonly seconds: number }

const LENGTHS = { quarter: minutes(15), hour: hours(1), day: days(1) } as const
const SEEN = seconds(10) // what is shorter nobody can follow

/** The pace of a factor, told by the shortest length that lasts ten seconds. */
export function paceOf(factor: number): Pace {
  const length = (['quarter', 'hour'] as const).find((one) => LENGTHS[one] / factor >= SEEN) ?? 'day'
  return { length, seconds: Math.max(1, Math.round(LENGTHS[length] / factor / 1000)) }
}

const WORK = seconds(10)

/** What people and other machines do takes the time it takes: divided too, but ten seconds are left for it. */
export const quickenWork = (span: Span, factor: number): Span => Math.max(quicken(span, factor), Math.min(span, WORK)) as Span

/** A playbook whose every duration is divided by `factor`; an action and a task keep ten seconds for the work. */
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
  if (deed.do === 'task') return { ...deed, due: deed.due && dueWithin(deed.due, factor) }
  if (deed.do === 'action') return { ...deed, timeout: quickenWork(deed.timeout, factor) }
  if (deed.do === 'approval') return { ...deed, for: quickenDelay(deed.for, factor) }
  return deed
}

function dueWithin(delay: Delay, factor: number): Delay {
  const span = 'span' in delay ? delay.span : days(delay.businessDays)
  return { span: quickenWork(span, factor) }
}
