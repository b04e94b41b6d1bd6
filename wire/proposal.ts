import { z } from 'zod'
import { DifferenceLine } from './playbook.ts'

const text = z.string()
const moment = z.string() // ISO 8601

/** What a review proposes: what it saw, what to change, and what became of it. */
export const Proposal = z.object({
  ...{ id: z.int(), rule: text, title: text, saw: text, proposes: text },
  incident: z.int(), // whose review made it
  incidents: z.array(z.int()), // that it saw this in
  playbook: text.nullable(), // that it would change
  place: z.object({ how: text, to: text.nullable(), field: text }).nullable(), // where it is mended instead
  deed: z.object({ deed: text, path: text, body: z.unknown() }).nullable(), // on its incident, that an assistant wants done
  at: moment,
  state: z.enum(['open', 'accepted', 'declined']),
  decidedAt: moment.nullable(),
  decidedBy: text.nullable(),
  reason: text.nullable(),
  version: z.int().nullable(), // of the playbook that its yes made
  mayDecide: z.boolean(),
})
export type Proposal = z.infer<typeof Proposal>

/** `/api/v1/proposals`: what is proposed, the newest first. */
export const Proposals = z.object({ items: z.array(Proposal), next: z.null() })
export type Proposals = z.infer<typeof Proposals>

/** `/api/v1/proposals/{id}/trial`: what it would do, tried before anybody says yes. */
export const Trial = z.object({
  lines: z.array(DifferenceLine), // of the playbook's text; empty where no text changes
  wrong: text.nullable(), // what keeps it from being accepted
  rehearsed: text.nullable(), // in a sentence
  replays: z.array(
    z.object({
      ...{ incident: z.int(), site: text, at: moment },
      changes: z.array(z.object({ step: text, says: text })), // in words, of the steps that would have been otherwise
    }),
  ),
})
export type Trial = z.infer<typeof Trial>
