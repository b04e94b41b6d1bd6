import type { Incident } from '../incident/incident.ts'
import { between } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { Audience } from '../playbook/playbook.ts'

/** When one step began then and when it would begin now; null: it did not, or would not. */
export type StepChange = {
  readonly playbook: string
  readonly step: string
  readonly audience: Audience | null
  readonly then: Instant | null
  readonly now: Instant | null
  readonly by: Span | null // later than then, negative: sooner; null where one of the two is missing
}

/** The steps of an incident as it was beside those of its replay, in the order in which they would begin; those that only ran then come last. */
export function compareSteps(then: Incident, now: Incident): StepChange[] {
  const keys = [...new Set([...Object.keys(now.steps), ...Object.keys(then.steps)])]
  const changes = keys.map((key): StepChange => {
    const [before, after] = [then.steps[key], now.steps[key]]
    const { step, audience } = (after ?? before)!
    const [began, begins] = [before?.startedAt ?? null, after?.startedAt ?? null]
    const by = began === null || begins === null ? null : between(began, begins)
    return { playbook: key.split('/')[0]!, step, audience, then: began, now: begins, by }
  })
  return changes.sort((a, b) => (a.now ?? Infinity) - (b.now ?? Infinity) || (a.then ?? 0) - (b.then ?? 0))
}
