import { CONFIRM } from '../diagnosis/diagnosis.ts'
import type { Event, Incident } from '../incident/incident.ts'
import { between } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { Start } from '../playbook/playbook.ts'

/** What an incident was like against what was promised: the figures of its review (REV-1). */
export type Review = {
  readonly measures: readonly Measure[]
  readonly late: readonly string[] // steps and tasks that were overdue, failed or ran out of time
  readonly bounced: readonly string[] // addresses that did not take a message
}
export type Measure = {
  readonly what: 'detect' | 'acknowledge' | 'cause' | 'first word to client' | 'all clear'
  readonly at: Instant | null // null: it never came
  readonly took: Span | null // from when the outage was first seen, a response from when it counts
  readonly policy: Span | null // null: nothing was promised
  readonly isLate: boolean
}
type Happened = { readonly at: Instant; readonly event: Event }

/** Measures an incident by its own events and by the plan and playbook that it was opened with. */
export function reviewOf(incident: Incident, events: readonly Happened[]): Review {
  const { detectedAt, confirmedAt, pinned, resolvedAt } = incident
  const response = incident.responses[0] ?? incident.response
  const cause = events.find(
    ({ event }) => event.type === 'diagnosed' && event.diagnosis.cause !== 'unknown' && event.diagnosis.confidence >= CONFIRM,
  )
  return {
    measures: [
      measure('detect', detectedAt, confirmedAt, pinned?.pageAfter ?? null),
      measure('acknowledge', response?.from ?? detectedAt, response?.metAt ?? null, pinned?.firstResponse ?? null),
      measure('cause', detectedAt, cause?.at ?? null, null),
      measure('first word to client', confirmedAt ?? detectedAt, firstWordAt(incident, events), promisedToClient(incident)),
      measure('all clear', detectedAt, resolvedAt, null),
    ],
    late: [...new Set([...lateSteps(incident), ...lateTasks(incident, events)])],
    bounced: [
      ...new Set([...incident.unreachable, ...incident.told.filter(({ outcome }) => outcome === 'refused').map(({ address }) => address)]),
    ],
  }
}

function measure(what: Measure['what'], from: Instant, at: Instant | null, policy: Span | null): Measure {
  const took = at === null ? null : between(from, at)
  return { what, at, took, policy, isLate: policy !== null && took !== null && took > policy }
}

// When the first words that reached the client had arrived.
function firstWordAt({ told }: Incident, events: readonly Happened[]): Instant | null {
  const keys = new Set(told.filter(({ audience }) => audience === 'client').map(({ key }) => key))
  const arrived = events.find(({ event }) => event.type === 'delivered' && event.outcome === 'delivered' && keys.has(event.key))
  return arrived?.at ?? null
}

// The earliest time after the verdict at which its playbook writes to the client.
function promisedToClient({ playbook }: Incident): Span | null {
  const spans = (playbook?.steps ?? []).flatMap(({ does, start }) =>
    does.do === 'message' && does.to.includes('client') ? afterConfirmed(start) : [],
  )
  return spans.length === 0 ? null : (Math.min(...spans) as Span)
}

const afterConfirmed = (start: Start): Span[] =>
  start.kind === 'after' && start.of === 'confirmed' && 'span' in start.delay ? [start.delay.span] : []

const lateSteps = ({ steps }: Incident): string[] =>
  Object.values(steps).flatMap(({ step, state, overdueAt }) =>
    state === 'timed-out'
      ? [`${step}: timed out`]
      : state === 'failed'
        ? [`${step}: failed`]
        : overdueAt !== null
          ? [`${step}: overdue`]
          : [],
  )

// A task that no step stands behind was late if it was done after its time, or is still open then.
function lateTasks({ tasks }: Incident, events: readonly Happened[]): string[] {
  return events.flatMap(({ event, at }) => {
    if (event.type !== 'task-added' || event.dueAt === null) return []
    const id = Object.keys(tasks).find((task) => tasks[task]!.title === event.title)
    const done = events.find((one) => one.event.type === 'task-done' && one.event.task === id && one.at >= at)
    return done && done.at > event.dueAt ? [`${event.title}: overdue`] : []
  })
}
