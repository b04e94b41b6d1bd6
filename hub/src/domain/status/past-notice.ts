import type { Stage } from '../incident/incident.ts'
import type { Instant } from '../instant.ts'
import type { PublicIncident } from './summary.ts'

/** An outage as another status page told of it, over by now. It is shown where it was brought to and counted nowhere. */
export type PastNotice = {
  readonly id: string // the same each time it is brought
  readonly from: string // what the other page is made with: `Statuspage`
  readonly title: string
  readonly components: readonly string[]
  readonly isPart: boolean // it was minor there
  readonly startedAt: Instant
  readonly resolvedAt: Instant
  readonly updates: readonly { readonly at: Instant; readonly stage: Stage; readonly text: string }[]
}

/** The notice as our page shows it: its own title, and a line that says where it was written. */
export const asPublished = ({ id, from, title, components, isPart, startedAt, resolvedAt, updates }: PastNotice): PublicIncident => ({
  ...{ id, site: components.join(', '), isSlow: false, isPart, stage: 'resolved', startedAt, resolvedAt, nextUpdateAt: null },
  updates: updates.map((update, n) => ({ ...update, key: `${id}/${n}`, subject: title })).toSorted((a, b) => b.at - a.at),
  brought: { title, from },
})
