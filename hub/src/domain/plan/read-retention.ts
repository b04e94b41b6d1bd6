import { z } from 'zod'
import { days } from '../instant.ts'
import type { Span } from '../instant.ts'
import type { Draft } from './draft.ts'
import { span } from './words.ts'

/** How long what is only needed to look back is kept. Incidents, their events, messages and reports stay, and the audit log unless a time is written. */
export type Retention = {
  readonly hours: Span // latencies by hour; by day from then on
  readonly days: Span // latencies by day
  readonly transitions: Span
  readonly evidence: Span // of incidents that are closed
  readonly audit: Span | null // null: for ever
}

const LONG = days(20 * 366)

// The page of a site shows 90 days, and a month is still counted when it has been over for a while.
const RetentionPart = z.strictObject({
  hours: span(days(14), LONG).default(days(90)),
  days: span(days(100), LONG).default(days(400)),
  transitions: span(days(100), LONG).default(days(400)),
  evidence: span(days(30), LONG).default(days(400)),
  audit: span(days(365), LONG).nullable().default(null),
})

/** How long things are kept; the usual, where nothing is written. */
export const readRetention = (draft: Draft): Retention => draft.part(RetentionPart, ['retention']) ?? RetentionPart.parse({})
