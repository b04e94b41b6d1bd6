import type { Incident } from '../incident/incident.ts'
import { after, earliest } from '../instant.ts'
import type { Instant } from '../instant.ts'
import type { Audience, Step } from '../playbook/playbook.ts'

/** When this reader hears next if nothing changes, as promised or as the playbook has it; null when no fixed time can be promised. */
export function nextUpdateAt(incident: Incident, audience: Audience, at: Instant): Instant | null {
  if (incident.phase === 'resolved' || incident.phase === 'reviewed') return null
  if (audience === 'public' && incident.promisedAt !== null && incident.promisedAt > at) return incident.promisedAt
  return plannedUpdateAt(incident, audience, at)
}

/** When the playbook speaks to this audience next, if nothing changes. */
export function plannedUpdateAt(incident: Incident, audience: Audience, at: Instant): Instant | null {
  if (!incident.playbook) return null
  const steps = incident.playbook.steps.filter((step) => speaksTo(step, audience))
  return earliest(...steps.map((step) => nextOf(incident, step, audience, at)))
}

function speaksTo({ does }: Step, audience: Audience): boolean {
  return (does.do === 'message' && does.to.includes(audience)) || (does.do === 'announce' && audience === 'public')
}

function nextOf(incident: Incident, step: Step, audience: Audience, at: Instant): Instant | null {
  const execution = Object.values(incident.steps).find((one) => one.step === step.id && (one.audience ?? audience) === audience)
  const next = execution ? execution.nextAt : plannedStart(incident, step, 0)
  return next !== null && next > at ? next : null
}

// The time of a first start that the clock alone decides. `depth` ends a circle that no lint has seen.
function plannedStart(incident: Incident, { start }: { readonly start: Step['start'] }, depth: number): Instant | null {
  if (start.kind === 'first of') return earliest(...start.starts.map((one) => plannedStart(incident, { start: one }, depth)))
  if (start.kind !== 'after' || !('span' in start.delay) || start.of === 'recovered' || depth > 20) return null
  const from = start.of === 'confirmed' ? incident.confirmedAt : startOf(incident, start.of.step, depth)
  return from === null ? null : after(from, start.delay.span)
}

function startOf(incident: Incident, id: string, depth: number): Instant | null {
  const started = Object.values(incident.steps).filter((one) => one.step === id)
  if (started.length > 0) return earliest(...started.map((one) => one.startedAt))
  const step = incident.playbook?.steps.find((one) => one.id === id)
  return step ? plannedStart(incident, step, depth + 1) : null
}
