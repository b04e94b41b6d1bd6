import { businessDaysAfter, nextDayAt } from '../calendar/business-time.ts'
import { after, earliest } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { quickenUntil } from '../playbook/quicken.ts'
import type { Audience, Delay, Playbook, Step, StepEnd } from '../playbook/playbook.ts'
import { holds } from './facts.ts'
import type { FactName } from './facts.ts'
import type { Execution, Incident, Known, Zone } from './incident.ts'
import { factorOf } from './pin.ts'

/** A step with several recipients starts for each by itself; every other has one execution. */
export type Start = {
  readonly step: Step
  readonly audience: Audience | null
  readonly key: string
  readonly watchesCoverage: boolean // whether it may start depends on the hours of coverage
}

/** Everything that the playbook may start, in its order; whom `first-contact` names comes first. */
export function startsOf({ playbook }: Incident): readonly Start[] {
  if (!playbook) return []
  const starts = known.get(playbook) ?? startsIn(playbook)
  known.set(playbook, starts)
  return starts
}

// One decision asks the same many times.
const known = new WeakMap<Playbook, readonly Start[]>()

const startsIn = (playbook: Playbook): Start[] =>
  playbook.steps.flatMap((step): Start[] => {
    const audiences = step.does.do === 'message' ? inOrder(step.does.to, playbook.firstContact) : [null]
    const watchesCoverage = factsOf(step).includes('in-coverage')
    return audiences.map((audience) => ({ step, audience, key: keyOf(playbook, step, audience), watchesCoverage }))
  })

function factsOf({ onlyIf, unless, start }: Step): FactName[] {
  const watched = (start.kind === 'first of' ? start.starts : [start]).flatMap((one) => (one.kind === 'when fact' ? [one.fact] : []))
  return [...onlyIf, ...unless, ...watched]
}

/** Names of the steps that never began: cancelled by an all clear or a new cause. */
export const unstarted = (incident: Incident): string[] => [
  ...new Set(
    startsOf(incident)
      .filter(({ key }) => !incident.steps[key])
      .map(({ step }) => step.id),
  ),
]

/** The moment at which the time of a step has come, past or future; null while only an event can bring it. */
export function startTime({ step, audience }: Start, incident: Incident, known: Known, at: Instant): Instant | null {
  return timeOf(step.start, zoneOf(audience, known), incident, known, at)
}

function timeOf(start: Step['start'], zone: Zone, incident: Incident, known: Known, at: Instant): Instant | null {
  switch (start.kind) {
    case 'at once':
      return incident.playbookAt
    case 'after': {
      const from = originOf(start.of, incident)
      return from === null ? null : timeAfter(from, start.delay, zone)
    }
    case 'next day': {
      const { confirmedAt } = incident
      return confirmedAt === null ? null : quickenUntil(confirmedAt, nextDayAt(confirmedAt, start, zone), factorOf(incident))
    }
    case 'when step':
      return endOf(incident, start.step, start.ends)
    case 'when answer':
      return incident.answers.find(({ who, what }) => who === start.who && what === SAID[start.answers])?.at ?? null
    case 'when fact':
      return holds(start.fact, incident, known, at) ? at : null
    case 'first of':
      return earliest(...start.starts.map((one) => timeOf(one, zone, incident, known, at)))
  }
}

const SAID = { replies: 'replied', approves: 'approved', declines: 'declined' } as const

/** A length of time later, or business days in a calendar. */
export const timeAfter = (at: Instant, delay: Delay, zone: Zone): Instant =>
  'span' in delay ? after(at, delay.span) : businessDaysAfter(at, delay.businessDays, zone)

/** The calendar of a recipient; a step without one uses the client's. */
export const zoneOf = (audience: Audience | null, { zones }: Known): Zone =>
  audience === 'partner' ? zones.partner : audience === 'responder' ? zones.coverage : zones.client

/** Whether an execution is of the playbook that runs now. */
export const isCurrent = ({ playbook }: Incident, key: string) =>
  playbook !== null && key.startsWith(playbook.id) && key[playbook.id.length] === '/'

const keyOf = (playbook: Playbook, step: Step, audience: Audience | null) =>
  [playbook.id, step.id, ...(audience ? [audience] : [])].join('/')

const inOrder = (to: readonly Audience[], first: Audience) => [...to].sort((a, b) => Number(b === first) - Number(a === first))

function originOf(of: 'confirmed' | 'recovered' | { readonly step: string }, incident: Incident): Instant | null {
  if (of === 'confirmed') return incident.confirmedAt
  if (of === 'recovered') return incident.wellSince
  return earliest(...executionsOf(incident, of.step).map(({ startedAt }) => startedAt))
}

function executionsOf(incident: Incident, step: string): Execution[] {
  const executions: Execution[] = []
  for (const key in incident.steps)
    if (incident.steps[key]!.step === step && isCurrent(incident, key)) executions.push(incident.steps[key]!)
  return executions
}

const ENDED: Record<Exclude<StepEnd, 'times out'>, readonly Execution['state'][]> = {
  succeeds: ['succeeded', 'done'],
  'is done': ['succeeded', 'done'],
  fails: ['failed'],
}

// An action that times out both fails and times out; a task that is overdue has timed out and may still be done.
function endOf(incident: Incident, step: string, ends: StepEnd): Instant | null {
  const executions = executionsOf(incident, step)
  if (ends === 'times out')
    return earliest(...executions.map(({ overdueAt, state, endedAt }) => overdueAt ?? (state === 'timed-out' ? endedAt : null)))
  const isAction = incident.playbook!.steps.some(({ id, does }) => id === step && does.do === 'action')
  const states = [...ENDED[ends], ...(isAction && ends === 'fails' ? (['timed-out'] as const) : [])]
  return earliest(...executions.filter(({ state }) => states.includes(state)).map(({ endedAt }) => endedAt))
}
