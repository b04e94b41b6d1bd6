import { after } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Audience, Deed, Step } from '../playbook/playbook.ts'
import { quickenDelay } from '../playbook/quicken.ts'
import { change, note, order, say } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Execution } from './incident.ts'
import { factorOf } from './pin.ts'
import { rests } from './rests.ts'
import { channelsOnCall, escalateTo, nextRung, page } from './ladder.ts'
import { timeAfter, zoneOf } from './starts.ts'
import type { Start } from './starts.ts'
import { addTask, taskIdFor } from './tasks.ts'
import { passOn } from './pass-on.ts'
import { recipientsFor, tell } from './tell.ts'

type Doing<K extends Deed['do']> = Extract<Deed, { do: K }>

/** How long an action waits for the yes that it needs, as an approval does by default. */
const APPROVAL_DAYS = { businessDays: 2 }

/** Whether a step ends by itself, later: an action, an approval or a task. */
export const isWaiting = ({ does }: Step) => does.do === 'action' || does.do === 'approval' || does.do === 'task'

/** Does what a step says, once. */
export function perform(draft: Draft, start: Start, occurrence: number) {
  const { step, audience, key } = start
  const deed = step.does
  switch (deed.do) {
    case 'message':
      return send(draft, step, deed, audience!, occurrence)
    case 'announce':
      return tellAll(draft, step, 'public', occurrence, deed.template)
    case 'escalate':
      return escalateTo(draft, deed.to, step.id)
    case 'task':
      return assign(draft, start, deed, occurrence)
    case 'approval':
      return ask(draft, step, deed, key, occurrence)
    case 'action':
      return deed.approval === null ? run(draft, key, step.id, deed) : askToRun(draft, start, deed, deed.approval, occurrence)
  }
}

/** Orders an action; from now on its time runs. */
export function run(draft: Draft, key: string, step: string, { run: name, on, timeout }: Doing<'action'>) {
  const dueAt = after(draft.at, timeout)
  keepExecution(draft, key, { dueAt, run: name, awaits: null })
  say(draft, { kind: 'action', step, state: 'started', note: name })
  order(draft, { do: 'act', step, run: name, on, dueAt })
}

/** What became of a step, kept under its key. */
export function keepExecution(draft: Draft, key: string, changes: Partial<Execution>) {
  const { steps } = draft.incident
  change(draft, { steps: { ...steps, [key]: { ...steps[key]!, ...changes } } })
}

function send(draft: Draft, step: Step, deed: Doing<'message'>, audience: Audience, occurrence: number) {
  if (audience !== 'responder') return tellAll(draft, step, audience, occurrence, deed.template, deed)
  if (rests(draft.incident)) return
  const channels = deed.via === null ? channelsOnCall(draft) : [deed.via as 'mail']
  const call = `${draft.incident.playbook!.id}.${step.id}-${occurrence}`
  for (const person of draft.known.onDuty['on-call'] ?? [])
    for (const channel of channels) page(draft, person, channel, call, deed.template, step.id)
}

function tellAll(draft: Draft, step: Step, audience: Audience, occurrence: number, template: string, more: Partial<Doing<'message'>> = {}) {
  const recipients = recipientsFor(draft, audience, more.via ?? null)
  if (recipients.length === 0) note(draft, `There is no ${audience} to reach for ${step.id}.`)
  if (recipients.length === 0 && audience === 'client') passOn(draft)
  const asks = step.does.do === 'approval'
  for (const recipient of recipients)
    tell(draft, recipient, { step: step.id, occurrence, template, playbook: draft.incident.playbook!.id, asks, needs: more.needs ?? [] })
}

function assign(draft: Draft, { step, audience, key }: Start, deed: Doing<'task'>, occurrence: number) {
  const dueAt = deed.due === null ? null : timeAfter(draft.at, deed.due, zoneOf(audience, draft.known))
  keepExecution(draft, key, { dueAt })
  addTask(draft, {
    task: taskIdFor(draft.incident, step.id, occurrence),
    step: step.id,
    title: deed.title,
    for: deed.for === 'next' ? nextRung(draft) : deed.for,
    dueAt,
    contact: deed.contact,
    checklist: deed.checklist,
    followUp: deed.followUp,
    execution: key,
    ...(deed.marks && { marks: deed.marks }),
    ...(deed.asks && { asks: deed.asks }),
  })
}

function ask(draft: Draft, step: Step, deed: Doing<'approval'>, key: string, occurrence: number) {
  keepExecution(draft, key, { dueAt: timeAfter(draft.at, deed.for, zoneOf(deed.from, draft.known)) })
  say(draft, { kind: 'approval', step: step.id, audience: deed.from, state: 'asked' })
  tellAll(draft, step, deed.from, occurrence, deed.template)
}

// An action that needs a yes has no words of its own for the question: a person asks it, or gives it.
function askToRun(draft: Draft, { step, key }: Start, deed: Doing<'action'>, from: 'client' | 'partner' | 'responder', occurrence: number) {
  const dueAt: Instant = timeAfter(draft.at, quickenDelay(APPROVAL_DAYS, factorOf(draft.incident)), zoneOf(from, draft.known))
  const what = `${deed.run} on ${deed.on}`
  keepExecution(draft, key, { dueAt, awaits: from })
  say(draft, { kind: 'approval', step: step.id, audience: from, state: 'asked', note: `May ${deed.run} run on ${deed.on}?` })
  addTask(draft, {
    task: taskIdFor(draft.incident, step.id, occurrence),
    step: step.id,
    title: from === 'responder' ? `Allow ${what}` : `Ask the ${from} whether to allow ${what}`,
    dueAt,
    execution: key,
  })
}
