import { sayTime } from '../calendar/say-time.ts'
import type { Complaint, Document } from '../document.ts'
import { after, days } from '../instant.ts'
import type { Instant } from '../instant.ts'
import { reportCoverage } from '../oncall/coverage-report.ts'
import { laddersOf } from '../oncall/ladders-of.ts'
import type { Ladder } from '../oncall/ladders-of.ts'
import type { Plan } from './plan.ts'

const NAMED = 3

/** A warning where declared hours of the next 52 weeks have nobody on the first rung: for each ladder how many times, and the first with their dates (RES-1). */
export const uncoveredAhead = (document: Document, plan: Plan, now: Instant): Complaint[] =>
  laddersOf(plan).flatMap((ladder) => uncoveredOn(ladder, document, plan, now))

function uncoveredOn({ id, escalation }: Ladder, document: Document, plan: Plan, now: Instant): Complaint[] {
  const { uncovered } = reportCoverage({ ...plan, escalation }, { from: now, until: after(now, days(364)) })
  if (uncovered.length === 0) return []
  const path = id === null ? ['coverage'] : ['escalations', id]
  const { timezone } = plan.coverage
  const first = uncovered.slice(0, NAMED).map(({ from, until }) => `${sayTime(from, timezone)} to ${sayTime(until, timezone)}`)
  const more = uncovered.length > NAMED ? `, and ${uncovered.length - NAMED} more` : ''
  const message = `${path.join('.')}: nobody of the first rung is on duty from ${first.join('; from ')}${more}`
  return [document.complain(path, message, 'add an override or a rotation, or declare fewer hours', { level: 'warning' })]
}
