import { readDocument } from '../document.ts'
import type { Deed, Playbook, Start, Step } from './playbook.ts'
import { sayDeed, sayDelay, sayStart, words } from './say-step.ts'

/** A step as it is drawn: what it does, when, behind which other steps, and in which line of the text it stands (from 1). */
export type OutlinedStep = {
  readonly id: string
  readonly does: Deed['do']
  readonly says: string
  readonly starts: string
  readonly follows: string[] // steps that its start names
  readonly asks: string[] // its conditions and repetitions, in words
  readonly line: number
}

/** The steps of a playbook in their order; `text` is what it was read from. */
export function outlineOf(playbook: Playbook, text: string): OutlinedStep[] {
  const document = readDocument(text, playbook.id)
  return playbook.steps.map((step, index) => ({
    id: step.id,
    does: step.does.do,
    says: sayDeed(step.does),
    starts: sayStart(step.start),
    follows: [...new Set(stepsIn(step.start))],
    asks: conditionsOf(step),
    line: document.complain(['steps', index], '', '').line,
  }))
}

function stepsIn(start: Start): string[] {
  if (start.kind === 'first of') return start.starts.flatMap(stepsIn)
  if (start.kind === 'when step') return [start.step]
  return start.kind === 'after' && typeof start.of !== 'string' ? [start.of.step] : []
}

function conditionsOf({ onlyIf, unless, every, until, atMost }: Step): string[] {
  const named = (facts: readonly string[]) => facts.map(words)
  return [
    ...(onlyIf.length > 0 ? [`only if ${named(onlyIf).join(' and ')}`] : []),
    ...(unless.length > 0 ? [`not while ${named(unless).join(' or ')}`] : []),
    ...(every ? [`every ${sayDelay(every)}${atMost === null ? '' : `, at most ${atMost} times`}`] : []),
    ...(until.length > 0 ? [`until ${named(until).join(' or ')}`] : []),
  ]
}
