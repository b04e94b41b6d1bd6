import { after, earliest } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { settledAt } from '../../domain/incident/stability.ts'

/** A moment that an incident runs towards. `floor` is one before which something may not happen. */
export type Deadline = { readonly name: string; readonly at: Instant; readonly state: 'ahead' | 'late' | 'met' | 'floor' }

/** First response, the next step, and when the all clear may come, as far as they apply now. */
export function deadlinesOf(incident: Incident, now: Instant): Deadline[] {
  const { response, wakeAt, phase } = incident
  const clearsAt = settledAt(incident)
  const deadlines: Deadline[] = []
  if (response) {
    const state = response.metAt !== null ? 'met' : response.due < now ? 'late' : 'ahead'
    deadlines.push({ name: 'First response', at: response.metAt ?? response.due, state })
  }
  // Where the all clear waits for more than its window, such as a clean scan, what comes next is the next step.
  const waitsForMore = clearsAt !== null && clearsAt < now
  if ((phase === 'open' || waitsForMore) && wakeAt !== null)
    deadlines.push({ name: nextName(incident, wakeAt), at: wakeAt, state: 'ahead' })
  if (clearsAt !== null && !waitsForMore) deadlines.push({ name: 'All clear not before', at: clearsAt, state: 'floor' })
  return deadlines
}

/** The deadline that comes first and is not met; null when the incident waits for nothing. */
export const nextDeadline = (incident: Incident, now: Instant): Deadline | null => {
  const open = deadlinesOf(incident, now).filter(({ state }) => state !== 'met')
  const first = earliest(...open.map(({ at }) => at))
  return open.find(({ at }) => at === first) ?? null
}

// The ladder and the steps share one alarm; it is named after whoever set it.
function nextName({ ladder, steps, playbook, confirmedAt, response, snooze }: Incident, wakeAt: Instant): string {
  if (ladder.nextAt === wakeAt) return 'Next page'
  if (snooze?.until === wakeAt) return 'Snooze ends'
  if (response?.due === wakeAt && response.metAt === null) return 'First response runs out'
  const repeated = Object.values(steps).find(({ nextAt, dueAt }) => nextAt === wakeAt || dueAt === wakeAt)
  const fresh = playbook?.steps.find(
    ({ start }) =>
      start.kind === 'after' &&
      start.of === 'confirmed' &&
      'span' in start.delay &&
      confirmedAt !== null &&
      after(confirmedAt, start.delay.span) === wakeAt,
  )
  const step = repeated?.step ?? fresh?.id
  return step === undefined ? 'Next step' : `Next step: ${step.replaceAll('-', ' ')}`
}
