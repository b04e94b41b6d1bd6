import { nearest } from '../document.ts'
import type { Complaint, Document } from '../document.ts'
import type { FactName } from '../incident/facts.ts'
import type { Deed, Start, Step, StepEnd } from './playbook.ts'

/** How what a step does can end; a message, an escalation and an announcement are done as soon as they start. */
const ENDS: Record<Deed['do'], readonly StepEnd[]> = {
  action: ['succeeds', 'fails', 'is done', 'times out'],
  approval: ['succeeds', 'fails', 'is done', 'times out'],
  task: ['succeeds', 'is done', 'times out'],
  message: ['succeeds', 'is done'],
  escalate: ['succeeds', 'is done'],
  announce: ['succeeds', 'is done'],
}

/** These stay what they are for the whole life of an incident, so no step can wait for them to change. */
const LASTING: readonly FactName[] = ['hosting-managed', 'has-agent', 'has-standby']

/** Steps that wait for no step, for themselves in a circle, for an end that cannot come, or for facts that exclude each other. */
export function lintOrder(document: Document, steps: readonly (Step | null)[], ids: readonly (string | null)[]): Complaint[] {
  const known = ids.filter((id) => id !== null)
  const circles = findCircles(steps)
  return steps.flatMap((step, index) => {
    if (!step) return []
    const at = (key: string, message: string, fix: string, level?: 'warning') =>
      document.complain(['steps', index, key], `${step.id}: ${message}`, fix, level ? { level } : {})
    const before = alternativesOf(step.start)
      .map(predecessorOf)
      .find((id) => id !== null && !known.includes(id))
    if (before) {
      const meant = nearest(
        before,
        known.filter((id) => id !== step.id),
      )
      return [at('start', `there is no step "${before}"`, meant ? `did you mean "${meant}"?` : `the steps are ${known.join(', ')}`)]
    }
    const circle = circles.find((ring) => ring[0] === step.id)
    if (circle)
      return [
        at('start', `these steps wait for each other: ${[...circle, step.id].join(' > ')} (step_cycle)`, 'let one of them start by itself'),
      ]
    return [impossibleEnd(step, steps, at), contradiction(step, steps, at), unasked(step, steps, at)].filter((found) => found !== null)
  })
}

type At = (key: string, message: string, fix: string, level?: 'warning') => Complaint

const alternativesOf = (start: Start): readonly Start[] => (start.kind === 'first of' ? start.starts : [start])

/** The step whose start or end this one waits for; null where none is, or another way leads in. */
function predecessorOf(start: Start): string | null {
  if (start.kind === 'when step') return start.step
  return start.kind === 'after' && typeof start.of === 'object' ? start.of.step : null
}

// Each circle once, beginning with the step of it that stands first.
function findCircles(steps: readonly (Step | null)[]): string[][] {
  const before = new Map(steps.flatMap((step) => (step ? [[step.id, predecessorOf(step.start)] as const] : [])))
  const circles: string[][] = []
  for (const id of before.keys()) {
    const path: string[] = []
    for (let next: string | null = id; next !== null && !path.includes(next); next = before.get(next) ?? null) path.push(next)
    const closes = before.get(path.at(-1)!) === id
    if (closes && !circles.some((ring) => ring.includes(id))) circles.push(path)
  }
  return circles
}

function impossibleEnd(step: Step, steps: readonly (Step | null)[], at: At): Complaint | null {
  return alternativesOf(step.start).reduce<Complaint | null>((found, start) => found ?? impossibleEndOf(start, steps, at), null)
}

function impossibleEndOf(start: Start, steps: readonly (Step | null)[], at: At): Complaint | null {
  if (start.kind !== 'when step') return null
  const other = steps.find((step) => step?.id === start.step)
  if (!other) return null
  const isEndless = other.does.do === 'task' && other.does.due === null
  const possible = ENDS[other.does.do].filter((end) => !(isEndless && end === 'times out'))
  if (possible.includes(start.ends)) return null
  const kind = other.does.do === 'escalate' ? 'an escalation' : `${/^[aeiou]/.test(other.does.do) ? 'an' : 'a'} ${other.does.do}`
  const why =
    isEndless && start.ends === 'times out'
      ? `"${other.id}" has no "due", so it never ${start.ends}`
      : `"${other.id}" is ${kind}, which never ${start.ends}`
  return at('start', why, `write ${possible.map((end) => `"when ${other.id} ${end}"`).join(' or ')}`)
}

function contradiction(step: Step, steps: readonly (Step | null)[], at: At): Complaint | null {
  const own = step.onlyIf.find((fact) => step.unless.includes(fact))
  if (own) return at('unless', `"${own}" stands in only-if and in unless, so this step can never start`, 'remove one of the two')
  const { start } = step
  if (start.kind === 'when fact' && step.unless.includes(start.fact))
    return at('unless', `it starts when "${start.fact}" holds, unless it holds, so it can never start`, 'remove one of the two')
  const chain = chainOf(step, steps)
  const fact = LASTING.find((lasting) => chain.some((link) => needs(link, lasting)) && chain.some((link) => link.unless.includes(lasting)))
  if (!fact) return null
  const other = chain.find((link) => link !== step && (needs(step, fact) ? link.unless.includes(fact) : needs(link, fact)))
  return at(
    'start',
    `it waits for "${other?.id ?? chain.at(-1)!.id}", which never runs where this step may ("${fact}"), so it can never start`,
    'use the same facts in both',
  )
}

const needs = (step: Step, fact: FactName) => step.onlyIf.includes(fact) || (step.start.kind === 'when fact' && step.start.fact === fact)

function chainOf(step: Step, steps: readonly (Step | null)[]): Step[] {
  const chain: Step[] = []
  let next: Step | null = step
  while (next && !chain.includes(next)) {
    chain.push(next)
    const before: string | null = predecessorOf(next.start)
    next = steps.find((other) => other !== null && other.id === before) ?? null
  }
  return chain
}

function unasked(step: Step, steps: readonly (Step | null)[], at: At): Complaint | null {
  const start = alternativesOf(step.start).find((one) => one.kind === 'when answer' && one.answers !== 'replies')
  if (start?.kind !== 'when answer') return null
  const asks = steps.some(
    (other) =>
      other === null ||
      (other.does.do === 'approval' && other.does.from === start.who) ||
      (other.does.do === 'action' && other.does.approval === start.who),
  )
  if (asks) return null
  return at('start', `nothing asks the ${start.who} for a yes or no`, `add a step with "approval: { from: ${start.who}, … }"`, 'warning')
}
