import { medianOf } from '../incident/first-response-report.ts'
import type { Event, Incident } from '../incident/incident.ts'
import { rests } from '../incident/rests.ts'
import { between } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import { reviewOf } from '../review/review-of.ts'
import { TIMES } from './report.ts'
import type { TimesTaken } from './report.ts'

type Told = { readonly incident: Incident; readonly events: readonly { readonly at: Instant; readonly event: Event }[] }
type One = { readonly number: number; readonly took: Span; readonly policy: Span | null; readonly isLate: boolean }

const MEASURES = { notice: 'detect', acknowledge: 'acknowledge', 'first-word': 'first word to client' } as const

/** How long it took to notice, acknowledge, tell and restore these outages, each against what its own plan and playbook promised (REV-1). */
export function timesOf(told: readonly Told[]): TimesTaken[] {
  const reviewed = told.map((one) => ({ incident: one.incident, measures: reviewOf(one.incident, one.events).measures }))
  return TIMES.map((what) => {
    const ones = reviewed.flatMap(({ incident, measures }): One[] => {
      const number = Number(incident.id)
      if (what === 'restore') return restored(incident).map((took) => ({ number, took, policy: null, isLate: false }))
      // One that another incident paged for was acknowledged there.
      if (what === 'acknowledge' && rests(incident)) return []
      const measure = measures.find((one) => one.what === MEASURES[what])!
      return measure.took === null ? [] : [{ number, took: measure.took, policy: measure.policy, isLate: measure.isLate }]
    })
    return { what, ...summed(ones) }
  })
}

// Until it was well for good; the time for which we watched afterwards is ours.
const restored = ({ detectedAt, resolvedAt, wellSince }: Incident): Span[] =>
  resolvedAt === null ? [] : [between(detectedAt, wellSince ?? resolvedAt)]

function summed(ones: readonly One[]): Omit<TimesTaken, 'what'> {
  const policies = [...new Set(ones.map(({ policy }) => policy))]
  return {
    counted: ones.length,
    median: medianOf(ones.map(({ took }) => took)),
    longest: ones.length === 0 ? null : (Math.max(...ones.map(({ took }) => took)) as Span),
    policy: policies.length === 1 ? policies[0]! : null,
    late: ones.filter(({ isLate }) => isLate).map(({ number }) => number),
  }
}
