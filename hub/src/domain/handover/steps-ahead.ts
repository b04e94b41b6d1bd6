import { knownOf } from '../audience/known-of.ts'
import { holds } from '../incident/facts.ts'
import type { Incident, Known } from '../incident/incident.ts'
import { settledAt } from '../incident/stability.ts'
import { startsOf, startTime } from '../incident/starts.ts'
import type { Start } from '../incident/starts.ts'
import type { Instant } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import type { Step } from '../playbook/playbook.ts'
import { sayDeed, sayStart, words } from '../playbook/say-step.ts'

/** What the product will do by itself, in the order of its times; `at` is null while only an event can bring it. */
export type StepAhead = { readonly step: string | null; readonly does: string; readonly when: string; readonly at: Instant | null }

/** The steps of the playbook, the next page and the all clear that still lie ahead. What a fact keeps back now is left out. */
export function stepsAhead(incident: Incident, plan: Plan, at: Instant): readonly StepAhead[] {
  if (incident.phase !== 'open' && incident.phase !== 'stabilising') return []
  const { site, unreachable, diagnosis } = incident
  const known = knownOf({ plan, secretsPresent: () => true, site, at, unreachable, cause: diagnosis?.cause ?? null })
  const ahead = startsOf(incident).flatMap((start) => nextOf(start, incident, known, at) ?? [])
  const steps = together(ahead).map(({ start: { step }, audiences, when, at }): StepAhead => ({
    step: step.id,
    does: sayDeed(step.does.do === 'message' ? { ...step.does, to: audiences } : step.does),
    when,
    at,
  }))
  return [...steps, ...ladderAhead(incident), ...clearAhead(incident)].toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity))
}

type Next = { readonly start: Start; readonly when: string; readonly at: Instant | null }

function nextOf(start: Start, incident: Incident, known: Known, at: Instant): Next | null {
  const { step, key } = start
  const begun = incident.steps[key]
  if (isKeptBack(step, incident, known, at)) return null
  if (!begun) return { start, when: sayStart(step.start), at: startTime(start, incident, known, at) }
  const isPaused = step.until.some((fact) => holds(fact, incident, known, at))
  return begun.nextAt === null || isPaused ? null : { start, when: 'again', at: begun.nextAt }
}

/** Whether a fact keeps a step back at this moment. */
export const isKeptBack = ({ onlyIf, unless }: Step, incident: Incident, known: Known, at: Instant) =>
  onlyIf.some((fact) => !holds(fact, incident, known, at)) || unless.some((fact) => holds(fact, incident, known, at))

// A step starts for each of its recipients by itself; where the times agree, one line tells of all.
function together(ahead: readonly Next[]) {
  const lines = new Map<string, Next & { readonly audiences: NonNullable<Start['audience']>[] }>()
  for (const next of ahead) {
    const key = `${next.start.step.id} ${next.when} ${next.at}`
    const line = lines.get(key) ?? { ...next, audiences: [] }
    if (next.start.audience) line.audiences.push(next.start.audience)
    lines.set(key, line)
  }
  return [...lines.values()]
}

const ladderAhead = ({ ladder, snooze }: Incident): StepAhead[] =>
  ladder.nextAt === null
    ? snooze === null
      ? []
      : [{ step: null, does: 'Call somebody again', when: 'the snooze ends', at: snooze.until }]
    : [{ step: null, does: 'Page the next of the escalation', when: 'unless somebody acknowledges', at: ladder.nextAt }]

function clearAhead(incident: Incident): StepAhead[] {
  const at = settledAt(incident)
  return at === null ? [] : [{ step: null, does: 'Give the all clear', when: sayGate(incident), at }]
}

const sayGate = ({ playbook }: Incident) => ['if the site stays well', ...(playbook?.clearIf ?? []).map(words)].join(' and ')
