import { factorOf } from '../../incident/pin.ts'
import type { Incident } from '../../incident/incident.ts'
import { between } from '../../instant.ts'
import type { Instant, Span } from '../../instant.ts'
import type { Aim } from './proposal.ts'

const ENOUGH = 3

/** The time that an accepted proposal was to shorten, before and after: medians, and of how many incidents. */
export type Effect = {
  readonly before: Half
  readonly after: Half
  readonly fell: boolean | null // null: too few incidents on one side to say
}
type Half = { readonly median: Span | null; readonly incidents: number }

/** Whether the time fell. `incidents` ended with the playbook in question; what was confirmed since `at` is after. */
export function didItHelp(aim: Aim, incidents: readonly Incident[], { playbook, at }: { playbook: string | null; at: Instant }): Effect {
  const halfOf = (isAfter: boolean): Half => {
    const took = incidents.flatMap((incident) => (incident.detectedAt >= at === isAfter ? (timeOf(aim, incident, playbook) ?? []) : []))
    return { median: medianOf(took), incidents: took.length }
  }
  const [before, now] = [halfOf(false), halfOf(true)]
  const isEnough = Math.min(before.incidents, now.incidents) >= ENOUGH
  return { before, after: now, fell: isEnough ? now.median! < before.median! : null }
}

// Null where it did not come to that.
function timeOf(aim: Aim, incident: Incident, playbook: string | null): Span | null {
  const { detectedAt, confirmedAt, resolvedAt, responses, response } = incident
  const span = (from: Instant | null | undefined, to: Instant | null | undefined) =>
    from == null || to == null ? null : ((between(from, to) * factorOf(incident)) as Span)
  if (aim.what === 'all clear') return span(detectedAt, resolvedAt)
  const first = responses[0] ?? response
  if (aim.what === 'acknowledge') return span(first?.from, first?.metAt)
  const ends = Object.entries(incident.steps).flatMap(([key, { step, endedAt }]) =>
    step === aim.step && key.startsWith(`${playbook}/`) && endedAt !== null ? [endedAt] : [],
  )
  return ends.length === 0 ? null : span(confirmedAt, Math.min(...ends) as Instant)
}

function medianOf(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null
  const sorted = spans.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (((sorted[middle - 1]! + sorted[middle]!) / 2) as Span)
}
