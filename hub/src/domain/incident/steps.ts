import { nextBoundary } from '../calendar/coverage.ts'
import { earliest } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Step } from '../playbook/playbook.ts'
import { say } from './draft.ts'
import type { Draft } from './draft.ts'
import { holds } from './facts.ts'
import type { Execution, Held, Incident, Known } from './incident.ts'
import { isLiving } from './is-living.ts'
import { isWaiting, keepExecution, perform, run } from './perform.ts'
import { isCurrent, startsOf, startTime, timeAfter, zoneOf } from './starts.ts'
import type { Start } from './starts.ts'
import { holdOn, recipientsFor, takeHeld, tell } from './tell.ts'

/**
 * Starts what is due, repeats what repeats, and times out what took too long, until nothing more follows at this moment. It ends: a step
 * begins once, and a time-out or a repetition moves its own time beyond now.
 */
export function follow(draft: Draft) {
  for (;;) {
    const before = draft.incident.steps
    for (const key in before) if (isTimedOut(draft, key, before[key]!)) timeOut(draft, key, before[key]!)
    for (const start of startsOf(draft.incident)) advance(draft, start)
    if (draft.incident.steps === before) return
  }
}

/**
 * Tells what waited for the end of the quiet hours, if it is still to be told. What a step would say only later, since times count anew from
 * when the page failed, waits on until then.
 */
export function tellHeld(draft: Draft) {
  for (const held of takeHeld(draft)) {
    const { recipient, telling } = held
    const laterAt = timeOfHeld(draft, held)
    if (telling.playbook === null) tell(draft, recipient, telling)
    else if (laterAt !== null && laterAt > draft.at) holdOn(draft, held, laterAt)
    else if (isWanted(draft, held)) for (const one of recipientsFor(draft, recipient.audience, recipient.channel)) tell(draft, one, telling)
  }
}

/** When a step must be looked at again, by the clock alone; null when only an event can move it. */
export function nextStepAt(incident: Incident, known: Known, at: Instant): Instant | null {
  let next: Instant | null = null
  for (const key in incident.steps) {
    const execution = incident.steps[key]!
    if (isCurrent(incident, key)) next = earliest(next, execution.nextAt)
    if (isEnding(incident, key, execution)) next = earliest(next, execution.dueAt)
  }
  for (const start of startsOf(incident)) if (!incident.steps[start.key]) next = earliest(next, nextTry(start, incident, known, at))
  return next
}

/** An action has ended. False when no such action is under way: one that waits for its next yes is not. */
export function endAction(draft: Draft, ended: { run: string; step?: string; result: 'done' | 'failed'; output: string }): boolean {
  const found = Object.entries(draft.incident.steps).find(
    ([, { state, awaits, run: name, step }]) => state === 'started' && !awaits && name === ended.run && (ended.step ?? step) === step,
  )
  if (!found) return false
  const [key, { step }] = found
  keepExecution(draft, key, { state: ended.result === 'done' ? 'succeeded' : 'failed', endedAt: draft.at, dueAt: null })
  say(draft, { kind: 'action', step, state: ended.result, ...(ended.output ? { note: ended.output } : {}) })
  return true
}

type Asked = 'client' | 'partner' | 'responder'

/** What was asked of them first and waits for a yes or a no; `of` asks for one step. Undefined when nothing waits. */
export const questionTo = (incident: Incident, who: Asked, of?: string): Start | undefined =>
  startsOf(incident).find(({ step, key }) => {
    const execution = incident.steps[key]
    if (execution?.state !== 'started' || (of ?? step.id) !== step.id) return false
    return execution.awaits === who || (step.does.do === 'approval' && step.does.from === who)
  })

/** A yes or a no to what was asked, and with what words. False when nothing is asked of them, as after the all clear: what is over needs no action. */
export function settleApproval(draft: Draft, who: Asked, isYes: boolean, { of, note }: { of?: string; note?: string } = {}): boolean {
  const asked = isLiving(draft.incident) ? questionTo(draft.incident, who, of) : undefined
  if (!asked) return false
  const { step, key } = asked
  say(draft, {
    ...{ kind: 'approval', step: step.id, audience: who, state: isYes ? 'approved' : 'declined' },
    ...(note ? { note } : {}),
  })
  if (isYes && step.does.do === 'action') run(draft, key, step.id, step.does)
  else keepExecution(draft, key, { state: isYes ? 'succeeded' : 'failed', endedAt: draft.at, dueAt: null, awaits: null })
  return true
}

function advance(draft: Draft, start: Start) {
  const execution = draft.incident.steps[start.key]
  if (execution) {
    if (execution.nextAt !== null && execution.nextAt <= draft.at) repeat(draft, start, execution)
    return
  }
  const time = startTime(start, draft.incident, draft.known, draft.at)
  if (time !== null && time <= draft.at && mayRun(start.step, draft) && !isTooEarly(start.step, draft.incident)) begin(draft, start)
}

const mayRun = ({ onlyIf, unless }: Step, { incident, known, at }: Draft) =>
  onlyIf.every((fact) => holds(fact, incident, known, at)) && !unless.some((fact) => holds(fact, incident, known, at))

// What heals by itself within `page-after` is told to nobody, by a step no more than by the opening (design.md section 4), whatever a person wrote
// for the status page meanwhile, and whoever was handed it. Nothing is done by itself while nobody knows what fails: a cause of the page is none of
// the service that is left.
const isTooEarly = ({ does }: Step, { phase, heardOn, responses, diagnosis }: Incident) =>
  does.do === 'action' ? diagnosis === null : does.do !== 'task' && !heardOn && (phase === 'open' || responses.length === 0)

function begin(draft: Draft, start: Start) {
  const { step, audience, key } = start
  const execution: Execution = {
    step: step.id,
    audience,
    startedAt: draft.at,
    occurrences: 1,
    dueAt: null,
    overdueAt: null,
    state: isWaiting(step) ? 'started' : 'done',
    endedAt: isWaiting(step) ? null : draft.at,
    nextAt: step.every && step.atMost !== 1 ? timeAfter(draft.at, step.every, zoneOf(audience, draft.known)) : null,
  }
  keepExecution(draft, key, execution)
  perform(draft, start, 1)
}

// `until` pauses a repetition while its fact holds, and so does a relapse that nobody hears of yet; it goes on at its next multiple. What still runs is not begun a second time.
function repeat(draft: Draft, start: Start, execution: Execution) {
  const { step, audience, key } = start
  let nextAt = execution.nextAt!
  while (nextAt <= draft.at) nextAt = timeAfter(nextAt, step.every!, zoneOf(audience, draft.known))
  const isRunning = execution.state === 'started' && step.does.do !== 'task'
  if (isRunning || isPaused(draft, step) || isTooEarly(step, draft.incident)) return keepExecution(draft, key, { nextAt })
  const occurrences = execution.occurrences + 1
  const again: Partial<Execution> = isWaiting(step) ? { state: 'started', endedAt: null, overdueAt: null } : {}
  keepExecution(draft, key, { ...again, occurrences, nextAt: step.atMost !== null && occurrences >= step.atMost ? null : nextAt })
  perform(draft, start, occurrences)
}

const isPaused = (draft: Draft, step: Step) =>
  !mayRun(step, draft) || step.until.some((fact) => holds(fact, draft.incident, draft.known, draft.at))

// An action ends although another playbook was chosen meanwhile; what else the former one had under way is nobody's concern any more.
const isEnding = (incident: Incident, key: string, { state, run: name }: Execution) =>
  state === 'started' && (isCurrent(incident, key) || name !== undefined)

const isTimedOut = ({ incident, at }: Draft, key: string, execution: Execution) =>
  isEnding(incident, key, execution) && execution.dueAt !== null && execution.dueAt <= at

function timeOut(draft: Draft, key: string, execution: Execution) {
  const step = startsOf(draft.incident).find((start) => start.key === key)?.step
  if (step?.does.do === 'task') {
    keepExecution(draft, key, { overdueAt: draft.at, dueAt: null })
    return say(draft, { kind: 'task', step: step.id, state: 'overdue', note: step.does.title })
  }
  keepExecution(draft, key, { state: 'timed-out', endedAt: draft.at, dueAt: null, awaits: null })
  const asked = execution.awaits ?? (step?.does.do === 'approval' ? step.does.from : null)
  if (asked) say(draft, { kind: 'approval', step: execution.step, audience: asked, state: 'timed out' })
  else say(draft, { kind: 'action', step: execution.step, state: 'failed', note: 'It took too long and was given up.' })
}

function nextTry(start: Start, incident: Incident, known: Known, at: Instant): Instant | null {
  const time = startTime(start, incident, known, at)
  if (time !== null && time > at) return time
  return start.watchesCoverage ? nextBoundary(incident.pinned!.coverage, at) : null
}

function isWanted(draft: Draft, { telling }: Held): boolean {
  const step = draft.incident.playbook?.id === telling.playbook && draft.incident.playbook?.steps.find(({ id }) => id === telling.step)
  return step ? !isPaused(draft, step) : false
}

function timeOfHeld({ incident, known, at }: Draft, { recipient, telling }: Held): Instant | null {
  const start = startsOf(incident).find(({ step, audience }) => step.id === telling.step && audience === recipient.audience)
  return start && telling.playbook === incident.playbook?.id && telling.occurrence === 1 ? startTime(start, incident, known, at) : null
}
