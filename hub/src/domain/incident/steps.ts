import { businessDaysAfter, nextDayAt } from '../calendar/business-time.ts'
import { nextBoundary } from '../calendar/coverage.ts'
import { after, earliest } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Audience, Delay, Step, StepEnd } from '../playbook/playbook.ts'
import { change, note, order, say } from './draft.ts'
import type { Draft } from './draft.ts'
import { holds } from './facts.ts'
import type { FactName } from './facts.ts'
import type { Execution, Incident, Known, Zone } from './incident.ts'
import { escalateTo, nextRung, page } from './ladder.ts'
import { recipientsFor, tell } from './tell.ts'

/** A step with several recipients starts for each by itself; every other has one execution. */
type Start = { readonly step: Step; readonly audience: Audience | null; readonly key: string }

/** Starts what is due, repeats what repeats, and times out what took too long, until nothing more follows at this moment. */
export function follow(draft: Draft) {
  const steps = draft.incident.playbook?.steps ?? []
  for (let round = 0; round <= steps.length; round++) {
    const before = draft.incident.steps
    for (const start of startsOf(draft.incident)) advance(draft, start)
    if (draft.incident.steps === before) return
  }
}

/** When a step must be looked at again, by the clock alone; null when only an event can move it. */
export function nextStepAt(incident: Incident, known: Known, at: Instant): Instant | null {
  return earliest(
    ...startsOf(incident).map((start) => {
      const execution = incident.steps[start.key]
      if (execution) return execution.state === 'started' ? earliest(execution.nextAt, execution.dueAt) : execution.nextAt
      const time = startTime(start, incident, known, at)
      if (time !== null && time > at) return time
      const { onlyIf, unless } = start.step
      const watchesCoverage = [...onlyIf, ...unless].includes('in-coverage') || isFact(start.step, 'in-coverage')
      return watchesCoverage ? nextBoundary(incident.pinned!.coverage, at) : null
    }),
  )
}

/** An action, approval or task has ended. False when no such step is under way. */
export function endStep(
  draft: Draft,
  matches: (step: Step, execution: Execution) => boolean,
  state: Execution['state'],
  line?: string,
): boolean {
  for (const { step, key } of startsOf(draft.incident)) {
    const execution = draft.incident.steps[key]
    if (!execution || execution.state !== 'started' || !matches(step, execution)) continue
    keep(draft, key, { ...execution, state, endedAt: draft.at, dueAt: null })
    if (step.does.do === 'action')
      say(draft, { kind: 'action', step: step.id, state: state === 'succeeded' ? 'done' : 'failed', ...(line ? { note: line } : {}) })
    if (step.does.do === 'approval')
      say(draft, {
        kind: 'approval',
        step: step.id,
        audience: step.does.from,
        state: state === 'succeeded' ? 'approved' : state === 'failed' ? 'declined' : 'timed out',
        ...(line ? { note: line } : {}),
      })
    return true
  }
  return false
}

/** Names of the steps that never began: cancelled by an all clear or a new cause. */
export const unstarted = (incident: Incident): string[] => [
  ...new Set(
    startsOf(incident)
      .filter(({ key }) => !incident.steps[key])
      .map(({ step }) => step.id),
  ),
]

function startsOf({ playbook }: Incident): Start[] {
  if (!playbook) return []
  return playbook.steps.flatMap((step): Start[] => {
    const audiences = step.does.do === 'message' ? inOrder(step.does.to, playbook.firstContact) : [null]
    return audiences.map((audience) => ({ step, audience, key: [playbook.id, step.id, ...(audience ? [audience] : [])].join('/') }))
  })
}

// `first-contact` says who hears first when a step names both.
const inOrder = (to: readonly Audience[], first: Audience) => [...to].sort((a, b) => Number(b === first) - Number(a === first))

function advance(draft: Draft, start: Start) {
  const execution = draft.incident.steps[start.key]
  if (!execution) {
    const time = startTime(start, draft.incident, draft.known, draft.at)
    if (time !== null && time <= draft.at && mayRun(start.step, draft)) begin(draft, start)
    return
  }
  if (execution.state === 'started' && execution.dueAt !== null && execution.dueAt <= draft.at) timeOut(draft, start)
  else if (execution.nextAt !== null && execution.nextAt <= draft.at) repeat(draft, start, execution)
}

const mayRun = ({ onlyIf, unless }: Step, draft: Draft) =>
  onlyIf.every((fact) => holds(fact, draft.incident, draft.known, draft.at)) &&
  !unless.some((fact) => holds(fact, draft.incident, draft.known, draft.at))

function begin(draft: Draft, start: Start) {
  const { step, audience, key } = start
  const waits = step.does.do === 'action' || step.does.do === 'approval' || step.does.do === 'task'
  keep(draft, key, {
    step: step.id,
    audience,
    startedAt: draft.at,
    occurrences: 1,
    dueAt: dueOf(start, draft),
    overdueAt: null,
    state: waits ? 'started' : 'done',
    endedAt: waits ? null : draft.at,
    nextAt: step.every && step.atMost !== 1 ? add(draft.at, step.every, zoneOf(audience, draft.known)) : null,
  })
  perform(draft, start, 1)
}

// `until` pauses a repetition while its fact holds; it goes on at its next multiple.
function repeat(draft: Draft, { step, audience, key }: Start, execution: Execution) {
  const zone = zoneOf(audience, draft.known)
  let next = execution.nextAt!
  while (next <= draft.at) next = add(next, step.every!, zone)
  const isPaused = step.until.some((fact) => holds(fact, draft.incident, draft.known, draft.at)) || !mayRun(step, draft)
  if (isPaused) return keep(draft, key, { ...execution, nextAt: next })
  const occurrences = execution.occurrences + 1
  keep(draft, key, { ...execution, occurrences, nextAt: step.atMost !== null && occurrences >= step.atMost ? null : next })
  perform(draft, { step, audience, key }, occurrences)
}

function timeOut(draft: Draft, { step, key }: Start) {
  const execution = draft.incident.steps[key]!
  if (step.does.do === 'task') {
    keep(draft, key, { ...execution, overdueAt: draft.at, dueAt: null })
    return say(draft, { kind: 'task', step: step.id, state: 'overdue', note: step.does.title })
  }
  keep(draft, key, { ...execution, state: 'timed-out', endedAt: draft.at, dueAt: null })
  if (step.does.do === 'action') say(draft, { kind: 'action', step: step.id, state: 'failed', note: 'It took too long and was given up.' })
  if (step.does.do === 'approval') say(draft, { kind: 'approval', step: step.id, audience: step.does.from, state: 'timed out' })
}

function perform(draft: Draft, { step, audience, key }: Start, occurrence: number) {
  const deed = step.does
  const playbook = draft.incident.playbook!.id
  if (deed.do === 'message') return send(draft, step, audience!, occurrence)
  if (deed.do === 'announce') {
    for (const recipient of recipientsFor(draft, 'public', null))
      tell(draft, recipient, { step: step.id, occurrence, template: deed.template, playbook })
    return
  }
  if (deed.do === 'escalate') return escalateTo(draft, deed.to, step.id)
  if (deed.do === 'task') return assign(draft, step.id, deed, draft.incident.steps[key]!.dueAt)
  if (deed.do === 'approval') {
    say(draft, { kind: 'approval', step: step.id, audience: deed.from, state: 'asked' })
    for (const recipient of recipientsFor(draft, deed.from, null))
      tell(draft, recipient, { step: step.id, occurrence, template: deed.template, playbook, asks: true })
    return
  }
  say(draft, { kind: 'action', step: step.id, state: 'started', note: deed.run })
  order(draft, { do: 'act', step: step.id, run: deed.run, on: deed.on, dueAt: after(draft.at, deed.timeout) })
}

// Between 0.6 and 0.9 a client hears that it is looked into, not why (design.md section 5).
function send(draft: Draft, step: Step, audience: Audience, occurrence: number) {
  const deed = step.does as Extract<Step['does'], { do: 'message' }>
  if (audience === 'responder') {
    for (const person of draft.known.onDuty['on-call'] ?? [])
      for (const channel of ['push', 'mail'] as const) page(draft, person, channel, `${step.id}-${occurrence}`, deed.template, step.id)
    return
  }
  const hides =
    (audience === 'client' || audience === 'public') && !draft.incident.causeConfirmed && draft.incident.diagnosis?.cause !== 'unknown'
  const template = hides && deed.template !== 'still-working' ? 'investigating' : deed.template
  const recipients = recipientsFor(draft, audience, deed.via)
  if (recipients.length === 0) note(draft, `There is no ${audience} to reach for ${step.id}.`)
  for (const recipient of recipients) tell(draft, recipient, { step: step.id, occurrence, template, playbook: draft.incident.playbook!.id })
}

function assign(draft: Draft, id: string, deed: Extract<Step['does'], { do: 'task' }>, dueAt: Instant | null) {
  const who = deed.for === 'next' ? nextRung(draft) : deed.for
  const people = (draft.known.onDuty[who] ?? []).map((person) => person.person)
  addTask(draft, { task: id, step: id, title: deed.title, for: who, people, dueAt, contact: deed.contact })
}

export function addTask(
  draft: Draft,
  task: {
    task: string
    step: string | null
    title: string
    for: string
    people: readonly string[]
    dueAt: Instant | null
    contact: string | null
  },
) {
  if (draft.incident.tasks[task.task]) return
  change(draft, { tasks: { ...draft.incident.tasks, [task.task]: { title: task.title, done: false, followUp: false } } })
  order(draft, { do: 'task', ...task, followUp: false })
}

function startTime({ step, audience }: Start, incident: Incident, known: Known, at: Instant): Instant | null {
  const { start } = step
  const zone = zoneOf(audience, known)
  if (start.kind === 'at once') return incident.playbookAt
  if (start.kind === 'after') {
    const from =
      start.of === 'confirmed'
        ? incident.confirmedAt
        : start.of === 'recovered'
          ? incident.wellSince
          : firstStartOf(incident, start.of.step)
    return from === null ? null : add(from, start.delay, zone)
  }
  if (start.kind === 'next day') return incident.confirmedAt === null ? null : nextDayAt(incident.confirmedAt, start, zone)
  if (start.kind === 'when step') return endOf(incident, start.step, start.ends)
  if (start.kind === 'when answer') {
    const what = { replies: 'replied', approves: 'approved', declines: 'declined' } as const
    return incident.answers.find((answer) => answer.who === start.who && answer.what === what[start.answers])?.at ?? null
  }
  return holds(start.fact, incident, known, at) ? at : null
}

const executionsOf = (incident: Incident, step: string) =>
  Object.entries(incident.steps)
    .filter(([key]) => key.startsWith(`${incident.playbook!.id}/`))
    .map(([, execution]) => execution)
    .filter((execution) => execution.step === step)

const firstStartOf = (incident: Incident, step: string) => earliest(...executionsOf(incident, step).map((execution) => execution.startedAt))

function endOf(incident: Incident, step: string, ends: StepEnd): Instant | null {
  if (ends === 'times out')
    return earliest(
      ...executionsOf(incident, step).map(
        (execution) => execution.overdueAt ?? (execution.state === 'timed-out' ? execution.endedAt : null),
      ),
    )
  const isAction = incident.playbook!.steps.some((other) => other.id === step && other.does.do === 'action')
  const states: Record<Exclude<StepEnd, 'times out'>, readonly Execution['state'][]> = {
    succeeds: ['succeeded', 'done'],
    'is done': ['succeeded', 'done'],
    fails: isAction ? ['failed', 'timed-out'] : ['failed'],
  }
  return earliest(
    ...executionsOf(incident, step)
      .filter((execution) => states[ends].includes(execution.state))
      .map((execution) => execution.endedAt),
  )
}

function dueOf({ step, audience }: Start, draft: Draft): Instant | null {
  const deed = step.does
  if (deed.do === 'action') return after(draft.at, deed.timeout)
  if (deed.do === 'approval') return add(draft.at, deed.for, zoneOf(deed.from, draft.known))
  if (deed.do === 'task' && deed.due) return add(draft.at, deed.due, zoneOf(audience, draft.known))
  return null
}

// A step without a recipient uses the client's calendar.
const zoneOf = (audience: Audience | null, { zones }: Known): Zone =>
  audience === 'partner' ? zones.partner : audience === 'responder' ? zones.coverage : zones.client

const add = (at: Instant, delay: Delay, zone: Zone): Instant =>
  'span' in delay ? after(at, delay.span) : businessDaysAfter(at, delay.businessDays, zone)

const isFact = (step: Step, fact: FactName) => step.start.kind === 'when fact' && step.start.fact === fact

function keep(draft: Draft, key: string, execution: Execution) {
  change(draft, { steps: { ...draft.incident.steps, [key]: execution } })
}
