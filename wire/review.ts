import { z } from 'zod'
import { Proposal } from './proposal.ts'

const text = z.string()
const maybe = text.nullable()

/** `/api/v1/incidents/{id}/review`: what a post-incident review is held over. Spans are ISO 8601, and in words. */
export const Review = z.object({
  ...{ incident: text, site: text, phase: text },
  standing: text, // whether it was held, in a sentence
  mayHold: z.boolean(),
  measures: z.array(
    z.object({ what: text, at: maybe, took: maybe, policy: maybe, late: z.boolean(), tookWords: maybe, policyWords: maybe }),
  ),
  late: z.array(text),
  bounced: z.array(text),
  helpful: z.object({ yes: z.int(), no: z.int(), comments: z.array(text) }),
  proposals: z.array(Proposal), // what was learned of it
  helped: z.array(text), // what was accepted before, and whether the time fell; for the operator alone
  timeline: z.array(z.looseObject({ at: text, kind: text, says: text })),
})
export type Review = z.infer<typeof Review>
